import { dictionary } from '@zxcvbn-ts/language-common'

let words: ReadonlySet<string> | undefined

/** About 49,000 passwords that leaked most often, lower case; read when the first password is set. */
export function commonPasswords(): ReadonlySet<string> {
  words ??= new Set(dictionary['passwords-common'].map(String))
  return words
}
