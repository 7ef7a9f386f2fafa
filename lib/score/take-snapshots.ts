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
    const scores = await scoreSystems(ids.slice(start, start + scoreBatch))
    kept += await insertSnapshots([...scores.values()])
  }
  return kept
}
