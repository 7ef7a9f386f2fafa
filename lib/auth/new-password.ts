import { Problem } from '@/lib/problem'
import { commonPasswords } from './common-passwords'
import { faultOfPassword, personalWords } from './password-rules'
import { hashPassword } from './passwords'

/** Hash of a password that a person chose. Throws an invalid Problem on the field `password` if it is guessed first. */
export async function hashNewPassword(
  password: string,
  person: { name: string; email: string },
): Promise<string> {
  const fault = faultOfPassword(password, commonPasswords(), personalWords(person))
  if (fault) throw new Problem('invalid', 'Choose another password.', { password: fault })
  return hashPassword(password)
}
