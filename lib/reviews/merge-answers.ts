import type { ReviewAnswer } from './review-answer'

/** Everything that a reviewer writes to one question. */
export interface QuestionContent {
  answer: ReviewAnswer | null
  note: string
  evidenceIds: readonly string[]
  findingOwnerId: string | null
  /** ISO instant. */
  findingDue: string | null
}

export const emptyContent: QuestionContent = {
  answer: null,
  note: '',
  evidenceIds: [],
  findingOwnerId: null,
  findingDue: null,
}

export type ContentField = keyof QuestionContent

export type Merge =
  | { kind: 'merged'; content: QuestionContent }
  /** Both changed these fields, each in another way: a person chooses. */
  | { kind: 'conflict'; fields: ContentField[] }

const single = ['answer', 'note', 'findingOwnerId', 'findingDue'] as const

/**
 * Two people wrote to the same question: what each changed since `base` counts. Evidence of both is kept. Where both
 * changed the same thing in different ways, nothing is decided here, unless `mineWins`: then "both" are two windows of
 * one person, and the later one counts. Pure.
 */
export function mergeAnswers(
  base: QuestionContent,
  theirs: QuestionContent,
  mine: QuestionContent,
  mineWins = false,
): Merge {
  const merged = { ...theirs }
  const fields: ContentField[] = []
  for (const field of single) {
    const [was, stored, wanted] = [base[field], theirs[field], mine[field]]
    if (same(wanted, was) || same(wanted, stored)) continue
    if (mineWins || same(stored, was)) Object.assign(merged, { [field]: wanted })
    else fields.push(field)
  }
  if (fields.length > 0) return { kind: 'conflict', fields }
  return {
    kind: 'merged',
    content: { ...merged, evidenceIds: mergedIds(base.evidenceIds, theirs.evidenceIds, mine.evidenceIds) },
  }
}

/** Whether two contents say the same. Pure. */
export function sameContent(a: QuestionContent, b: QuestionContent): boolean {
  return single.every((field) => same(a[field], b[field])) && sameIds(a.evidenceIds, b.evidenceIds)
}

function mergedIds(base: readonly string[], theirs: readonly string[], mine: readonly string[]): string[] {
  const removed = base.filter((id) => !mine.includes(id))
  const added = mine.filter((id) => !theirs.includes(id) && !base.includes(id))
  return [...theirs.filter((id) => !removed.includes(id)), ...added]
}

const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id))

/** Equal as JSON: answers are small, flat, and built with the same keys in any order. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return (
    left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)))
  )
}
