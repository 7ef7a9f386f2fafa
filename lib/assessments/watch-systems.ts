import { readAssignedControls } from '@/lib/checklists/store'
import { inSqlTransaction } from '@/lib/db/database'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { clearFindings, raiseFindings } from '@/lib/findings/raise-finding'
import { currentAssessments } from './assessment-store'
import { judgeCore } from './core-findings'
import { readCoreItems } from './core-store'
import { controlStandings } from './standings'

/** Opens and ends the findings of core questions that nobody watches, for systems whose facts are there already. */
export async function watchCoreQuestions(facts: readonly SystemFacts[]): Promise<void> {
  const ids = facts.map(({ system }) => system.id)
  const [items, controls, assessments] = await Promise.all([
    readCoreItems(ids),
    readAssignedControls(ids),
    currentAssessments(ids),
  ])
  const judged = facts.map((fact) => {
    const { id } = fact.system
    const standings = controlStandings(controls.get(id) ?? [], assessments.get(id) ?? [], fact)
    return judgeCore(fact, items.get(id) ?? [], standings)
  })
  const raise = judged.flatMap((each) => each.raise)
  const clear = judged.flatMap((each) => each.clear)
  await inSqlTransaction(async (on) => {
    await raiseFindings(on, raise)
    await clearFindings(on, clear)
  })
}
