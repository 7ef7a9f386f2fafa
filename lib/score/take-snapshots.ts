import { inSnapshot } from '@/lib/db/in-snapshot'
import { scoreBatch, scoreSystems } from './score-systems'
import { insertSnapshots, listUnscored } from './snapshot-store'

/**
 * Keeps one score per system and UTC day: of each that has none of today yet. Days that passed while nobody worked
 * stay empty, because nobody knows how they were. Returns how many were kept.
 */
export async function takeSnapshots(): Promise<number> {
  const ids = await listUnscored()
  let kept = 0
  for (let start = 0; start < ids.length; start += scoreBatch) {
    const batch = ids.slice(start, start + scoreBatch)
    // Kept for good: answers of one moment with findings of another would be a day that never was.
    const scores = await inSnapshot((on) => scoreSystems(batch, on))
    kept += await insertSnapshots([...scores.values()])
  }
  return kept
}
