import type { DatabaseArea } from './database-snapshot'

/** Ends the value of a setting that nobody changed. */
export const defaultMark = ' (default)'

/** Settings that nobody changed on either side are equal, whatever a version makes of them. */
export function settingVerdict(
  before: string | undefined,
  after: string | undefined,
): 'equal' | 'skip' | 'differs' {
  const bare = (value = '') => value.replace(defaultMark, '')
  const isDefault = (value: string | undefined) => value === undefined || value.endsWith(defaultMark)
  if (isDefault(before) && isDefault(after))
    return before !== undefined && after !== undefined ? 'equal' : 'skip'
  return before !== undefined && after !== undefined && bare(before) === bare(after) ? 'equal' : 'differs'
}

/**
 * A value of the catalogue without what only one of two major versions writes. Between servers of the same version every
 * letter counts.
 */
export function lastingValue(
  area: DatabaseArea,
  value: string,
  [before, after]: readonly [number, number],
): string {
  if (before === after) return value
  if (area === 'views') return withoutQualifiers(value)
  // MAINTAIN came with version 17, and owners have it.
  if (area === 'privileges' && before < 17 !== after < 17)
    return value
      .split(', ')
      .filter((privilege) => !privilege.startsWith('MAINTAIN'))
      .join(', ')
  return value
}

/**
 * Since version 16 a view over one table is written without the table's name before its columns. Names before a dot go,
 * outside of quoted texts; so do spaces.
 */
function withoutQualifiers(definition: string): string {
  return definition
    .split(/('(?:[^']|'')*')/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll(/(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)\./gu, ''),
    )
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
