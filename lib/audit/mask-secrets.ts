import type { Json } from '@/lib/json'

const secretName =
  /pass(word|phrase)?$|passwd|secret|token|credential|authorization|cookie|private_?key|api_?key|dsn|connection_?string|hash$/i
// Names that end like a secret and hold none.
const harmless = /(secret|token|password)_?(set)?_?(at|id|name|hint|changed)$/i
// A scheme has few characters: without a limit, a long text without one takes quadratic time.
const userInfo = /([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/?#@]*):([^\s/?#]*)@/gi
const keywordPassword = /\b(password|sslpassword)\s*=\s*('(?:[^'\\]|\\.)*'|[^\s&]+)/gi

export const masked = '[masked]'

/** The same value without secrets: whatever is named like one, and passwords inside URLs and DSNs. */
export function maskSecrets(value: Json): Json {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isSecret(name, inner) ? masked : maskSecrets(inner)]),
  )
}

/** Text without the passwords of the URLs and keyword DSNs in it. */
export function maskText(text: string): string {
  return text.replace(userInfo, `$1:${masked}@`).replace(keywordPassword, `$1=${masked}`)
}

function isSecret(name: string, value: Json): boolean {
  if (value === null || typeof value === 'boolean') return false
  return secretName.test(name) && !harmless.test(name)
}
