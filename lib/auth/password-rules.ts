/** Shortest password that is accepted, in characters. There are no rules of composition. */
export const passwordMinimum = 12

/** Longest password that is accepted, in characters; all of them count. */
export const passwordMaximum = 256

/**
 * Why a new password is refused, as a sentence for the field; null if it is fine. `common` answers for lower-case
 * words; `personal` are words that belong to the person (name, e-mail) and to this product.
 */
export function faultOfPassword(
  password: string,
  common: { has(word: string): boolean },
  personal: readonly string[],
): string | null {
  const length = [...password].length
  if (length < passwordMinimum) {
    return `Use at least ${passwordMinimum} characters; this has ${length}. Four random words make a good one.`
  }
  if (length > passwordMaximum) return `Use at most ${passwordMaximum} characters.`
  const plain = password.toLowerCase()
  const part = repeatedPart(plain)
  const core = withoutTrimmings(part)
  if (personal.some((word) => word.length >= 4 && core === withoutTrimmings(word.toLowerCase()))) {
    return 'This is a name or address with a few characters around it. Four random words make a good one.'
  }
  if (common.has(plain) || common.has(part) || common.has(core) || part.length < 4) {
    return 'This is among the first that are guessed: a common password, or one with a few characters around it. Four random words make a good one.'
  }
  return null
}

/** The words of a person that make no password: name and e-mail, whole and in parts. */
export function personalWords(person: { name: string; email: string }): string[] {
  const parts = [person.name, person.email].flatMap((text) => [
    text,
    text.replace(/\s+/g, ''),
    ...text.split(/[\s@.]+/),
  ])
  return [...new Set([...parts, 'wheeltapper'].map((part) => part.toLowerCase()).filter(Boolean))]
}

// "passwordpassword" is "password".
const repeatedPart = (text: string) => /^(.+?)\1+$/su.exec(text)?.[1] ?? text

// "!!password2026" is "password".
const withoutTrimmings = (text: string) => text.replace(/^[\d\p{P}\s]+|[\d\p{P}\s]+$/gu, '')
