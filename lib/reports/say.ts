import { IntlMessageFormat } from 'intl-messageformat'

type Values = Readonly<Record<string, string | number | boolean>>

// The language of a report; its sentences are stored, so it never changes under one that was sent.
const locale = 'en-GB'
const compiled = new Map<string, IntlMessageFormat>()

/** A sentence of an ICU template. Values are put in as they are: text of people is never read as a template. */
export function say(template: string, values: Values = {}): string {
  let message = compiled.get(template)
  if (!message) {
    message = new IntlMessageFormat(template, locale, undefined, { ignoreTag: true })
    compiled.set(template, message)
  }
  return String(message.format({ ...values }))
    .replaceAll(/ +/g, ' ')
    .trim()
}

/** Parts that say something, with commas: "2 late, 1 missed". */
export function listed(parts: readonly (string | null | false)[]): string {
  return parts.filter(Boolean).join(', ')
}

/** Share in whole percent, rounded down: 99.6 % is not all. 0 only when it is nothing; null without a whole. */
export function sharePercent(part: number, whole: number): number | null {
  if (whole <= 0) return null
  if (part <= 0) return 0
  if (part >= whole) return 100
  return Math.max(1, Math.floor((100 * part) / whole))
}
