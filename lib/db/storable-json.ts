/** Escapes that JSON may contain and PostgreSQL's text may not: NUL, and halves of surrogate pairs. */
const suspicious = /\\u(?:0000|d[89a-f])/i

/**
 * JSON text that PostgreSQL can store. Targets answer with anything: NUL and broken surrogate pairs become
 * the replacement character, and a number that is not finite becomes null, as in JSON everywhere.
 */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value)
  return suspicious.test(text) ? JSON.stringify(JSON.parse(text, clean)) : text
}

function clean(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [storableText(name), each]))
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd')
}
