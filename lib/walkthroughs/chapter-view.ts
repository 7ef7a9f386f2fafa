import { hintOf } from './chapters/chapter'
import { chapterPlans, chapterText, planOf } from './chapters/chapters'
import type { Material } from './material'
import { answeredKeys, minutesLeft, progressOf } from './progress'
import { renewQuestions } from './questions/pick-questions'
import type { AskedQuestion, ChapterNumber } from './schema'
import { noteStanding } from './staleness'
import type { ChapterView, NoteView, OwnWalkthrough, QuestionView } from './view'
import type { StoredAttempt, StoredStep, StoredWalkthrough } from './walkthrough-store'

/** A walkthrough with everything that was done on it. */
export interface Taken extends StoredWalkthrough {
  steps: StoredStep[]
  attempts: StoredAttempt[]
}

/** Words of a chapter, its note included: how long it takes to read. */
export const wordsOf =
  (material: Material) =>
  (chapter: ChapterNumber): number => {
    const note = material.notes.find((each) => each.chapter === chapter)?.text ?? ''
    return countWords(`${chapterText(planOf(chapter), material)} ${note}`)
  }

/** How many words a text has; signs alone are none. Pure. */
export const countWords = (text: string) =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** The questions as they are asked now: of an open walkthrough they follow the data. Pure. */
export function currentQuestions(taken: Taken, material: Material): AskedQuestion[] {
  if (taken.state !== 'in-progress') return taken.questions
  return renewQuestions(taken.questions, material, taken.id, answeredKeys(taken.attempts))
}

/** The viewer's own walkthrough in short. Pure. */
export function ownView(taken: Taken | null, material: Material): OwnWalkthrough | null {
  if (!taken) return null
  const current = { ...taken, questions: currentQuestions(taken, material) }
  return {
    id: taken.id,
    state: taken.state,
    isOpen: taken.state === 'in-progress',
    progress: progressOf(current),
    minutesLeft: minutesLeft(current, wordsOf(material)),
  }
}

/** One chapter with what the viewer did in it. Pure. */
export function chapterView(number: ChapterNumber, material: Material, taken: Taken | null): ChapterView {
  const plan = planOf(number)
  const parts = plan.parts(material)
  const questions = taken ? currentQuestions(taken, material) : []
  const mustAnswerFirst = taken?.state === 'assigned' || taken?.state === 'in-progress'
  return {
    number,
    title: plan.title,
    know: plan.know,
    parts,
    noteWanted: plan.noteWanted,
    note: noteView(number, material),
    steps: plan.steps.map((step) => {
      const said = taken?.steps.find((each) => each.chapter === number && each.step === step.key)
      return {
        key: step.key,
        task: step.task,
        hint: hintOf(step, material),
        outcome: said?.outcome ?? null,
        comment: said?.comment ?? '',
        findingNumber: said?.findingNumber ?? null,
      }
    }),
    core: plan.core.map((question) => {
      const own = taken?.coreAnswers[question]?.text ?? null
      const recorded = material.core.filter((item) => item.question === question).map(({ what }) => what)
      return { question, own, recorded: mustAnswerFirst && own === null ? null : recorded.slice(0, 6) }
    }),
    questions: taken
      ? questions
          .filter(({ chapter }) => chapter === number)
          .map((question) => questionView(question, taken, parts))
      : [],
  }
}

function questionView(
  { key, text, options, right, anchor, withdrawn }: AskedQuestion,
  { attempts }: Taken,
  parts: ChapterView['parts'],
): QuestionView {
  const tries = attempts.filter(({ question }) => question === key)
  const isRight = tries.some((each) => each.isRight)
  return {
    key,
    text,
    options,
    // What was wrong when it was tried and is right by now can be chosen again, or nobody could ever answer.
    tries: tries.map(({ answer }) => answer).filter((answer) => isRight || answer !== right),
    isRight,
    isWithdrawn: withdrawn,
    anchor,
    place: parts.find((part) => part.anchor === anchor)?.title ?? '',
  }
}

function noteView(chapter: ChapterNumber, { notes, now }: Material): NoteView {
  const note = notes.find((each) => each.chapter === chapter)
  return {
    text: note?.text ?? '',
    updatedAt: note && note.text !== '' ? note.updatedAt.toISOString() : null,
    updatedBy: note?.updatedBy ?? null,
    revision: note?.revision ?? 0,
    standing: noteStanding(chapter, note, now),
  }
}

/** How each chapter stands for this person. Pure. */
export function chapterLines(material: Material, taken: Taken | null) {
  const current = taken && { ...taken, questions: currentQuestions(taken, material) }
  return chapterPlans.map(({ number, title }) => {
    const progress = current && progressOf(current, number)
    return { number, title, progress, note: noteView(number, material) }
  })
}
