import { currentAssessments } from '@/lib/assessments/assessment-store'
import { currentExclusions } from '@/lib/assessments/exclusion-store'
import { readAssignedControls } from '@/lib/checklists/store'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { collectCaps } from './collect-caps'
import { collectControls, countedChecklists } from './collect-controls'
import { computeScore, type Score, type ScoreInput } from './compute-score'
import { readScoredFindings, readScoredSystems } from './facts-store'
import type { CountedChecklist } from './schema'

/** The score of a system as it is at this instant, and what it was computed from. */
export interface SystemScore {
  systemId: string
  at: Date
  input: ScoreInput
  score: Score
  checklists: CountedChecklist[]
}

/** How many systems are scored at once. */
export const scoreBatch = 100

/** The scores of these systems now, by system; six statements for each batch. */
export async function scoreSystems(
  systemIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, SystemScore>> {
  const scores = new Map<string, SystemScore>()
  for (let start = 0; start < systemIds.length; start += scoreBatch) {
    for (const each of await scoreOneBatch(systemIds.slice(start, start + scoreBatch), on))
      scores.set(each.systemId, each)
  }
  return scores
}

async function scoreOneBatch(ids: readonly string[], on: Sql): Promise<SystemScore[]> {
  const systems = await readScoredSystems(ids, on)
  const assigned = await readAssignedControls(ids, on)
  const answers = await currentAssessments(ids, on)
  const exclusions = await currentExclusions(ids, on)
  const findings = await readScoredFindings(ids, on)
  return systems.map(({ id, now, ...facts }) => {
    const own = findings.get(id) ?? []
    const controls = collectControls({
      assigned: assigned.get(id) ?? [],
      answers: answers.get(id) ?? [],
      accepted: own.filter(({ isCovered }) => isCovered),
      excluded: new Set(
        (exclusions.get(id) ?? []).filter(({ isInForce }) => isInForce).map(({ controlKey }) => controlKey),
      ),
      facts,
      now,
    })
    const input = { controls, caps: collectCaps(own, now) }
    return {
      systemId: id,
      at: now,
      input,
      score: computeScore(input),
      checklists: countedChecklists(assigned.get(id) ?? []),
    }
  })
}
