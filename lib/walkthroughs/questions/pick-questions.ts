import type { Material } from '../material'
import { type AskedQuestion, questionCount } from '../schema'
import { seededOrder } from '../seeded'
import { type Draft, draftsOf, type QuestionKind, tellsAnother } from './draft'
import { capacityKinds } from './of-capacity'
import { identityKinds } from './of-identity'
import { needsKinds } from './of-needs'
import { normalKinds } from './of-normal'
import { placeKinds } from './of-places'
import { troubleKinds } from './of-trouble'
import { workKinds } from './of-work'

/** Every way to ask, chapter by chapter. */
export const questionKinds: readonly QuestionKind[] = [
  ...identityKinds,
  ...needsKinds,
  ...normalKinds,
  ...capacityKinds,
  ...workKinds,
  ...troubleKinds,
  ...placeKinds,
]

/** One more of a kind would ask for the same skill again. */
const mostOfAKind = 2

/** Eight questions, or what would have to be known for them. */
export type Picked = { questions: AskedQuestion[] } | { possible: number; missing: string[] }

/**
 * Every question that can be asked of a system, best first: in turn from each chapter, those that say something of
 * this system before those that suit any, and each kind once before any kind twice, and none thrice. None says the answer of another. The
 * seed makes the order. Pure.
 */
export function rankDrafts(material: Material, seed: string): Draft[] {
  const byKind = questionKinds.map((kind) => {
    const drafts = seededOrder(draftsOf(kind, material, seed), seed, ({ key }) => key).slice(0, mostOfAKind)
    return drafts.map((draft, turn) => ({ draft, turn, filler: kind.isFiller ? 1 : 0 }))
  })
  const seen = new Map<number, number>()
  const ranked = seededOrder(byKind.flat(), seed, ({ draft }) => draft.key)
    .sort((a, b) => a.turn - b.turn || a.filler - b.filler)
    .map(({ draft, turn, filler }) => {
      const inChapter = seen.get(draft.chapter) ?? 0
      seen.set(draft.chapter, inChapter + 1)
      // A filler waits as if its chapter had been asked twice already.
      return { draft, round: Math.max(turn * 2, inChapter + filler * 2) }
    })
    .sort((a, b) => a.round - b.round)
  const chosen: Draft[] = []
  for (const { draft } of ranked) if (!chosen.some((each) => tellsAnother(each, draft))) chosen.push(draft)
  return chosen
}

/** The eight questions of one walkthrough, in the order of the chapters. Pure. */
export function pickQuestions(material: Material, seed: string): Picked {
  const drafts = rankDrafts(material, seed)
  if (drafts.length < questionCount) return { possible: drafts.length, missing: missingData(material, seed) }
  return { questions: inOrder(drafts.slice(0, questionCount).map(asked)) }
}

const everyDraft = (material: Material, seed: string) =>
  questionKinds.flatMap((kind) => draftsOf(kind, material, seed))

/** What would make further questions possible, as things to do. */
export function missingData(material: Material, seed: string): string[] {
  const silent = questionKinds.filter((kind) => draftsOf(kind, material, seed).length === 0)
  return [...new Set(silent.map(({ wants }) => wants).filter(Boolean))]
}

const asked = ({ also: _also, subject: _subject, options, ...draft }: Draft): AskedQuestion => ({
  ...draft,
  options: [...options],
  withdrawn: false,
})

const inOrder = (questions: AskedQuestion[]) =>
  questions
    .map((question, index) => ({ question, index }))
    .sort((a, b) => a.question.chapter - b.question.chapter || a.index - b.index)
    .map(({ question }) => question)

/**
 * The same questions after the data may have changed. One that was answered stays as it was asked. Of the others, one
 * whose answer is another now gets new options, and one whose subject is gone gives its place to another question, or
 * is taken back where there is none. So each open question can be answered from the page as it is now. Pure.
 */
export function renewQuestions(
  stored: readonly AskedQuestion[],
  material: Material,
  seed: string,
  answered: ReadonlySet<string>,
): AskedQuestion[] {
  const drafts = rankDrafts(material, seed)
  const byKey = new Map(everyDraft(material, seed).map((draft) => [draft.key, draft]))
  const used = new Set(stored.map(({ key }) => key))
  const renewed = stored.map((question) => {
    if (answered.has(question.key)) return question
    const draft = byKey.get(question.key)
    if (draft) return stillFits(question, draft) ? { ...question, withdrawn: false } : asked(draft)
    const other = drafts.find(({ key }) => !used.has(key))
    if (!other) return { ...question, withdrawn: true }
    used.add(other.key)
    return asked(other)
  })
  return inOrder(renewed)
}

function stillFits(question: AskedQuestion, { text, right, also, anchor }: Draft): boolean {
  const isRight = (option: string) => option === right || also.includes(option)
  return (
    question.text === text &&
    question.anchor === anchor &&
    question.right === right &&
    question.options.every((option) => option === question.right || !isRight(option))
  )
}
