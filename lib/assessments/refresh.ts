import { readAssignedControls } from '@/lib/checklists/store'
import { inSqlTransaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { eachSystemFacts } from '@/lib/facts/store'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { clearFindings } from '@/lib/findings/raise-finding'
import { findingsOfControl } from './answer-findings'
import { appendEvents, forgetFindings, writeAutomatic } from './answer-store'
import { appliesTo } from './applies-to'
import { type AssessmentRow, currentAssessments } from './assessment-store'
import { currentExclusions } from './exclusion-store'
import { type AutomaticChange, planAutomatic } from './plan-automatic'
import type { AnswerRecord } from './schema'
import { onceEach } from './standings'
import { suggestAnswer } from './suggest-answer'

/** What one look at some systems has changed. */
export interface Refreshed {
  systems: number
  /** Answers with another outcome than before. */
  answered: number
  /** The same answers with today's numbers. */
  renewed: number
}

/**
 * Asks the data about every control that counts for these systems, and writes what changed: one batch of systems at
 * a time, each in its own transaction. Controls that are not assigned, that do not apply or are excluded stay as
 * they are. `alsoLook` gets the facts that were loaded anyway.
 */
export async function refreshAutomatic(
  systemIds: readonly string[],
  alsoLook?: (facts: readonly SystemFacts[]) => Promise<void>,
): Promise<Refreshed> {
  const total: Refreshed = { systems: 0, answered: 0, renewed: 0 }
  for await (const facts of eachSystemFacts(systemIds)) {
    const changes = await planBatch(facts)
    const written = changes.length === 0 ? [] : await inSqlTransaction((on) => writeBatch(on, changes, facts))
    total.systems += facts.length
    total.answered += written.filter(({ kind }) => kind === 'answer').length
    total.renewed += written.filter(({ kind }) => kind === 'renew').length
    await alsoLook?.(facts)
  }
  return total
}

type SystemChange = AutomaticChange & { systemId: string }

async function planBatch(facts: readonly SystemFacts[]): Promise<SystemChange[]> {
  const ids = facts.map(({ system }) => system.id)
  const [assigned, assessments, exclusions] = await Promise.all([
    readAssignedControls(ids),
    currentAssessments(ids),
    currentExclusions(ids),
  ])
  return facts.flatMap((fact) => {
    const { id } = fact.system
    const current = new Map((assessments.get(id) ?? []).map((row) => [row.controlKey, row]))
    const excluded = new Set(
      (exclusions.get(id) ?? []).filter(({ isInForce }) => isInForce).map(({ controlKey }) => controlKey),
    )
    return onceEach(assigned.get(id) ?? [])
      .filter(({ control }) => !excluded.has(control.key) && appliesTo(control, fact))
      .flatMap((asked) => {
        const suggestion = suggestAnswer(asked.control, fact)
        const change = planAutomatic(asked, current.get(asked.control.key) ?? null, suggestion, fact.now)
        return change ? [{ ...change, systemId: id }] : []
      })
  })
}

async function writeBatch(
  on: Sql,
  changes: readonly SystemChange[],
  facts: readonly SystemFacts[],
): Promise<AutomaticChange[]> {
  const now = facts[0]?.now ?? new Date()
  const kept = await writeAutomatic(on, changes, now)
  const written = changes.filter((change) => kept.has(change))
  const answered = written.filter(({ kind }) => kind === 'answer')
  await appendEvents(
    on,
    answered.map(({ systemId, controlKey, current, suggestion }) => ({
      systemId,
      controlKey,
      at: now,
      actor: null,
      type: 'automatic' as const,
      before: current && recordOfRow(current),
      after: {
        outcome: suggestion.outcome,
        answer: suggestion.answer,
        source: 'auto' as const,
        statement: suggestion.statement,
      },
    })),
  )
  const mended = answered.filter(
    ({ suggestion, current }) =>
      suggestion.outcome === 'pass' && current !== null && current.findingId !== null,
  )
  await clearFindings(
    on,
    mended.flatMap(({ systemId, controlKey, suggestion }) =>
      findingsOfControl(systemId, controlKey).map((identity) => ({
        ...identity,
        comment: `Answered by data: ${suggestion.statement}`,
      })),
    ),
  )
  await forgetFindings(
    on,
    mended.flatMap(({ current }) => current?.findingId ?? []),
  )
  return written
}

function recordOfRow(row: AssessmentRow): AnswerRecord {
  const { outcome, answer, source, statement, note, evidenceIds } = row
  return { outcome, answer, source, statement, note, evidenceIds }
}
