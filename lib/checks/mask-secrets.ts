const secretWord =
  /pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential/i
const namesNoSecret = /(?:_file|_path|_dir|_encryption|_method|_library|_timeout|_min_length|_type)$/i

/** A name, what binds its value to it, and the value: `PGPASSWORD=…`, `password: '…'`. */
const assigned = /(?<![\w.-])([\w.-]{1,80})(\s{0,4}[=:]\s{0,4})('[^']*'|"[^"]*"|[^\s'"&;|]+)/g
/** An option and its value as two words: `--token "…"`. */
const option = /(?<![\w.-])(--?[\w.-]{1,80})(\s{1,4})('[^']*'|"[^"]*"|[^\s'"&;|-][^\s'"&;|]*)/g

const patterns: readonly [RegExp, string][] = [
  // https://user:password@host
  [/(:\/\/[^\s:/@]{0,200}:)[^\s@/]{1,500}@/g, '$1***@'],
  // Authorization: Bearer …
  [
    /((?:authorization|x-api-key|x-auth-token)\s{0,4}[:=]\s{0,4}(?:(?:bearer|basic|token)\s{1,4})?)[^\s'"]+/gi,
    '$1***',
  ],
  // curl -u user:secret
  [/((?<=\s)-u\s{0,4}[^\s:]{1,200}:)\S+/g, '$1***'],
]

/** A command or connection text without the passwords, tokens and keys that people write into such texts. */
export function maskSecrets(text: string): string {
  // Longer texts are cut anyway; what is behind need not be read.
  const masked = patterns.reduce((so, [pattern, by]) => so.replace(pattern, by), text.slice(0, 2_000))
  const named = [assigned, option].reduce((so, pattern) => so.replace(pattern, maskNamed), masked)
  // mysql -pSecret
  return /\b(?:mysql|mariadb)/.test(named) ? named.replace(/(?<=\s)-p[^\s|;&]+/g, '-p***') : named
}

function maskNamed(whole: string, name: string, binding: string): string {
  return secretWord.test(name) ? `${name}${binding}***` : whole
}

/** Whether something of this name holds a secret, so that nothing of it is shown. */
export function isSecretName(name: string): boolean {
  return secretWord.test(name) && !namesNoSecret.test(name)
}
