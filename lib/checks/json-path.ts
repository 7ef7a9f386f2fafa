/** Steps into a JSON document: names and positions. */
export type JsonPath = readonly (string | number)[]

const step = /^(?:\.([A-Za-z_$][\w$-]*)|\[(\d{1,6})\]|\["((?:[^"\\]|\\.)*)"\]|\['((?:[^'\\]|\\.)*)'\])/

/**
 * Reads a plain path: `$.status`, `$.services[0].name`, `$["two words"]`. No wildcards, filters or
 * scripts: one path, one value. Null when the text is something else. Pure.
 */
export function parseJsonPath(text: string): JsonPath | null {
  if (!text.startsWith('$')) return null
  const path: (string | number)[] = []
  let rest = text.slice(1)
  while (rest !== '') {
    const match = step.exec(rest)
    if (!match) return null
    const [whole, name, index, double, single] = match
    if (index !== undefined) path.push(Number(index))
    else path.push(name ?? (double ?? single ?? '').replace(/\\(.)/g, '$1'))
    rest = rest.slice(whole.length)
  }
  return path
}

/** The value at a path; undefined where there is none. Own properties only. */
export function valueAt(document: unknown, path: JsonPath): unknown {
  let value = document
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}
