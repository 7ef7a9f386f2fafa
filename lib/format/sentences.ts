import { IntlMessageFormat } from 'intl-messageformat'
import { locale } from './moment'

/** What is put into a sentence. It stays as it is: text of people is never read as a template. */
export type SentenceValues = Readonly<Record<string, string | number>>

/**
 * A writer of sentences from ICU templates, which are compiled when they are first needed. Pure.
 *
 * @example
 * const say = sentencesOf({ waiting: '{count, plural, one {One waits} other {# wait}}' })
 * say('waiting', { count: 3 }) // "3 wait"
 */
export function sentencesOf<Name extends string>(
  templates: Readonly<Record<Name, string>>,
): (name: Name, values?: SentenceValues) => string {
  const compiled = new Map<Name, IntlMessageFormat>()
  return (name, values = {}) => {
    let message = compiled.get(name)
    if (!message) {
      message = new IntlMessageFormat(templates[name], locale)
      compiled.set(name, message)
    }
    return String(message.format({ ...values }))
  }
}

/** A text as it stands at the beginning of a sentence. Pure. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
