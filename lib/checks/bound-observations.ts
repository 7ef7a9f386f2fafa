import { createHash } from 'node:crypto'
import type { Observations, ObservedKeys } from './observation'

// Targets choose names and values, and may be hostile. What is too long is cut, what is too much becomes one
// fingerprint: a change in what was cut is still a change.

/** Key under which a subject with too many entries is kept as one. */
export const wholeSubject = '*'

const longest = { key: 200, value: 400, keys: 6_000, characters: 600_000 } as const

/** Observations of bounded size, keys in order, in which every change can still be seen. */
export function boundObservations(observations: Observations): Observations {
  const bounded: Record<string, ObservedKeys> = {}
  for (const [subject, keys] of Object.entries(observations)) bounded[subject] = boundKeys(keys)
  return bounded
}

function boundKeys(keys: ObservedKeys): ObservedKeys {
  const entries = Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1))
  const characters = entries.reduce((sum, [key, value]) => sum + key.length + (value?.length ?? 4), 0)
  if (entries.length > longest.keys || characters > longest.characters)
    return {
      [wholeSubject]: `${entries.length} entries, fingerprint ${fingerprint(JSON.stringify(entries))}`,
    }
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key === wholeSubject ? '"*"' : cut(key, longest.key),
      value === null ? null : cut(value, longest.value),
    ]),
  )
}

/** What has no width, ends a line, or turns the direction of what follows: a name must not look like another one. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** The text, or its beginning with a fingerprint of all of it. */
function cut(text: string, limit: number): string {
  const clean = text
    .toWellFormed()
    .replaceAll('\u0000', '\ufffd')
    .replaceAll(unseen, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`)
  if (clean.length <= limit) return clean
  const rest = `… (${clean.length} characters, fingerprint ${fingerprint(clean)})`
  return `${clean.slice(0, limit - rest.length).toWellFormed()}${rest}`
}

/** Twelve hexadecimal digits that differ where the text differs. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** Identity of bounded observations: equal when nothing differs. */
export function hashOf(observations: Observations): string {
  return fingerprint(JSON.stringify(Object.entries(observations).sort(([a], [b]) => (a < b ? -1 : 1))))
}
