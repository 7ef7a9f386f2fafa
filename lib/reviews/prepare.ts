import { appliesTo } from '@/lib/assessments/applies-to'
import { currentAssessments } from '@/lib/assessments/assessment-store'
import { freshnessOf, standingOf } from '@/lib/assessments/freshness'
import { suggestAnswer } from '@/lib/assessments/suggest-answer'
import { appendAudit } from '@/lib/audit/store'
import type { Control } from '@/lib/checklists/schema'
import { readVersion, type Version } from '@/lib/checklists/store'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/in-snapshot'
import type { Sql } from '@/lib/db/pool'
import { transactionNow } from '@/lib/db/transaction-now'
import { loadSystemFacts } from '@/lib/facts/store'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { knownRules, type StoredRule } from '@/lib/red-flags/active-rules'
import { readStoredRules } from '@/lib/red-flags/rule-store'
import { type Agenda, buildAgenda } from './agenda'
import { type AgendaFacts, readAgendaFacts } from './agenda-store'
import { knownAnswers } from './known-answers'
import { readPayload } from './milestone-payload'
import { lastMilestone } from './milestone-store'
import type { MilestonePayload } from './milestone-view'
import { countSuggested, prepareQuestions, type QuestionPlan } from './prepare-questions'
import { storeQuestions } from './question-store'
import { appendReviewEvent, findReview, lockReview, type ReviewActor, updateReview } from './review-store'

/** What a review would ask now, and what is known already. */
export interface Prepared {
  version: Version
  facts: SystemFacts
  questions: QuestionPlan[]
  /** Controls of the questions, in their order. */
  controls: Control[]
  agenda: Agenda
}

/**
 * Asks data, last milestone and agenda sources of a system, all as of one moment; stores nothing. Null when system or
 * version are gone.
 */
export function prepareFor(systemId: string, versionId: string, seed: number): Promise<Prepared | null> {
  return inSnapshot((on) => prepareOn(on, systemId, versionId, seed))
}

async function prepareOn(
  on: Sql,
  systemId: string,
  versionId: string,
  seed: number,
): Promise<Prepared | null> {
  const [facts] = await loadSystemFacts([systemId], on)
  const version = await readVersion(versionId, on)
  if (!facts || !version) return null
  const more = await readAgendaFacts(systemId, on)
  const stored = await lastMilestone(systemId, on)
  const current = await currentAssessments([systemId], on)
  const rules = await readStoredRules(on)
  const milestone = stored && readPayload(stored.payload)
  const assessments = current.get(systemId) ?? []
  const excluded = new Set(more.exclusions.map(({ controlKey }) => controlKey))
  const asked = version.controls.filter(
    ({ control }) => appliesTo(control, facts) && !excluded.has(control.key),
  )
  const questions = prepareQuestions({
    controls: asked,
    known: knownAnswers(asked, milestone, assessments),
    seed,
    zone: facts.system.timeZone,
    suggest: (control) => suggestAnswer(control, facts),
  })
  const standing = asked.map(({ control, meaning }) => {
    const said = assessments.find(({ controlKey }) => controlKey === control.key)
    const freshness = freshnessOf(said, facts.now, meaning)
    const outcome = said ? standingOf(said.outcome, freshness) : 'unknown'
    const planned = questions.find(({ controlKey }) => controlKey === control.key)
    const isSuggested = planned?.suggestion?.from === 'data' && planned.suggestion.outcome !== 'unknown'
    return {
      question: control.question,
      freshness,
      outcome,
      validUntil: said?.validUntil ?? null,
      isSuggested,
    }
  })
  const controls = asked.map(({ control }) => control)
  const agenda = agendaOf({ facts, more, rules, version, milestone, questions, controls, standing })
  return { version, facts, questions, controls, agenda }
}

function agendaOf(input: {
  facts: SystemFacts
  more: AgendaFacts
  rules: readonly StoredRule[]
  version: Version
  milestone: MilestonePayload | null
  questions: readonly QuestionPlan[]
  controls: readonly Control[]
  standing: Parameters<typeof buildAgenda>[0]['standing']
}): Agenda {
  const { facts, more, rules, version, milestone, questions, controls, standing } = input
  const titles = new Map(knownRules(rules).map(({ rule }) => [rule.key, rule.title]))
  const questionOf = (key: string) =>
    version.controls.find(({ control }) => control.key === key)?.control.question ?? key
  return buildAgenda({
    now: facts.now,
    since: milestone && new Date(milestone.review.closedAt),
    facts,
    flags: more.flags.map(({ key, ...flag }) => ({
      ...flag,
      title: titles.get(key) ?? key,
    })),
    exclusions: more.exclusions.map(({ controlKey, ...exclusion }) => ({
      ...exclusion,
      question: questionOf(controlKey),
    })),
    standing,
    incidents: more.incidents,
    evidence: more.evidence,
    core: more.core,
    reproofs: questions
      .filter(({ isReproof }) => isReproof)
      .map(({ controlKey }) => ({
        question: controls.find(({ key }) => key === controlKey)?.question ?? controlKey,
      })),
    checklist: checklistChange(version, milestone),
    people: more.people,
  })
}

function checklistChange(version: Version, milestone: MilestonePayload | null): string | null {
  if (!milestone) return null
  const { checklist } = milestone
  if (checklist.key !== version.checklistKey)
    return `Other questions than last time: ${version.title} instead of ${checklist.title}.`
  return checklist.version === version.number
    ? null
    : `The questions were changed: version ${version.number} of ${version.title}, last time version ${checklist.version}.`
}

/**
 * Fills a review that is being prepared with suggestions and freezes its agenda, with whatever is known at this moment.
 * Answers that people gave stay. False when there is nothing to fill: it was done meanwhile, or is over.
 */
export async function fillReview(reviewId: string, actor: ReviewActor): Promise<boolean> {
  const review = await findReview(reviewId)
  if (!review || review.preparedAt !== null) return false
  const prepared = await prepareFor(review.systemId, review.versionId, review.seed)
  if (!prepared) return false
  return inTransaction(async (tx) => {
    await lockReview(tx, reviewId)
    const current = await findReview(reviewId, asSql(tx))
    const isOpen = current?.state === 'preparing' || current?.state === 'in-review'
    if (!current || !isOpen || current.preparedAt !== null) return false
    const now = await transactionNow(tx)
    await storeQuestions(tx, reviewId, prepared.questions)
    await updateReview(tx, reviewId, { preparedAt: now, agenda: prepared.agenda })
    const after = {
      questions: prepared.questions.length,
      suggested: countSuggested(prepared.questions),
      reproofs: prepared.questions.filter(({ isReproof }) => isReproof).length,
    }
    await appendReviewEvent(tx, { reviewId, at: now, actor, type: 'prepared', after })
    // What the worker does by itself stands in the history of the review alone.
    if ('id' in actor)
      await appendAudit(tx, { actor, action: 'review.fill', entity: 'review', entityId: reviewId, after })
    return true
  })
}
