import type { ChainState } from '@/lib/audit/store'

/** What the verification found, for people. */
export function chainSentence({ intact, entries, whole, brokenAt }: Omit<ChainState, 'checkedAt'>): string {
  if (!intact) {
    return `Entry ${brokenAt} or the one before it was changed or removed after it had been written: its hash does not fit. Keep a copy of the database and find out who can write to it.`
  }
  const count = entries === 1 ? '1 entry' : `${entries} entries`
  return whole
    ? `Just verified: the hashes of all ${count} fit.`
    : `Just verified: the hashes of the newest ${count} fit.`
}
