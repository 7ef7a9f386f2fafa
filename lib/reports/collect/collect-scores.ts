import type { ScoreFacts } from '../section-facts'
import type { ScopeSystem } from './scope-store'
import { causesOf, movedDays, scoreFacts } from './score-facts'
import { readScoredDays, readScores, type ScoreRow } from './score-store'
import type { Window } from './window'

/** Systems whose whole scores are in memory at once: each is a list of all its controls. */
const batch = 100

/** Scores at both ends of the period, and why they moved. */
export async function collectScores(
  window: Window,
  systems: readonly ScopeSystem[],
): Promise<{ facts: ScoreFacts; rows: ScoreRow[] }> {
  const rows = await readScores(window)
  const moved = movedDays(rows)
  const causes = new Map<string, Record<string, number>>()
  for (let start = 0; start < moved.length; start += batch) {
    const part = moved.slice(start, start + batch)
    const days = await readScoredDays(
      window,
      part.flatMap(({ systemId, day, dayBefore }) => [
        { systemId, day },
        { systemId, day: dayBefore },
      ]),
    )
    for (const { systemId, day, dayBefore } of part) {
      const before = days.get(`${systemId} ${dayBefore}`)
      const after = days.get(`${systemId} ${day}`)
      if (before && after) causes.set(systemId, causesOf(before, after))
    }
  }
  return { facts: scoreFacts(systems, rows, causes), rows }
}
