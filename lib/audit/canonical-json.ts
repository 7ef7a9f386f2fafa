import type { Json } from '@/lib/json'

/**
 * One text per value: keys sorted by code unit, no white space, undefined left out, dates as ISO 8601.
 * Strings lose what PostgreSQL's jsonb refuses (NUL, lone surrogates), so that what is hashed is what is read back.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`)
    return `{${entries.join(',')}}`
  }
  return JSON.stringify(value)
}

/** Plain JSON of any value: dates become text, undefined and functions vanish, text becomes storable. */
export function toJson(value: unknown): Json {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return null
  const text = JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return inner.toString()
    if (typeof inner === 'string') return inner.toWellFormed().replaceAll('\u0000', '')
    return inner
  })
  return text === undefined ? null : (JSON.parse(text) as Json)
}
