/** The same plain value with every system called as it was called then: wherever `system` stands beside its id. Pure. */
export function namedAsOf<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (Array.isArray(value)) return value.map((each) => namedAsOf(each, names)) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, each]) => [key, namedAsOf(each, names)])
  const copy = Object.fromEntries(entries) as Record<string, unknown>
  const name = typeof copy.systemId === 'string' ? names.get(copy.systemId) : undefined
  if (name !== undefined && 'system' in copy) copy.system = name
  return copy as T
}
