import { coreQuestions } from '@/lib/assessments/schema'
import { chapterPlans, stepCount } from './chapters/chapters'
import type { AskedQuestion, ChapterNumber, OwnCoreAnswers } from './schema'

/** How far somebody is. */
export interface Progress {
  right: number
  asked: number
  /** Right at the first try, of those that are right. */
  firstTry: number
  steps: number
  stepsAll: number
  core: number
  coreAll: number
  /** Nothing is left but the mentor. */
  isThrough: boolean
}

interface Taken {
  questions: readonly AskedQuestion[]
  coreAnswers: OwnCoreAnswers
  steps: readonly { chapter: number; step: string }[]
  attempts: readonly { question: string; isRight: boolean }[]
}

/** Keys of the questions that were answered rightly. */
export const answeredKeys = (attempts: Taken['attempts']): Set<string> =>
  new Set(attempts.filter(({ isRight }) => isRight).map(({ question }) => question))

/** How far a walkthrough is, of one chapter or of all. Pure. */
export function progressOf(taken: Taken, chapter?: ChapterNumber): Progress {
  const plans = chapterPlans.filter(({ number }) => chapter === undefined || number === chapter)
  const open = taken.questions.filter(
    (question) => !question.withdrawn && (chapter === undefined || question.chapter === chapter),
  )
  const right = answeredKeys(taken.attempts)
  const answered = open.filter(({ key }) => right.has(key))
  const isFirst = (key: string) => taken.attempts.find(({ question }) => question === key)?.isRight === true
  const wantedSteps = plans.flatMap(({ number, steps }) => steps.map(({ key }) => `${number} ${key}`))
  const doneSteps = new Set(taken.steps.map((step) => `${step.chapter} ${step.step}`))
  const core = plans.flatMap((plan) => plan.core)
  const counts = {
    right: answered.length,
    asked: open.length,
    firstTry: answered.filter(({ key }) => isFirst(key)).length,
    steps: wantedSteps.filter((key) => doneSteps.has(key)).length,
    stepsAll: wantedSteps.length,
    core: core.filter((question) => taken.coreAnswers[question]).length,
    coreAll: core.length,
  }
  const isThrough =
    counts.right === counts.asked && counts.steps === counts.stepsAll && counts.core === counts.coreAll
  return { ...counts, isThrough }
}

const wordsPerMinute = 200
const minutesPer = { question: 0.6, step: 0.8, core: 0.8 }

/** About how long what is left takes: reading chapters that are not through yet, and what they ask. Pure. */
export function minutesLeft(taken: Taken, wordsOf: (chapter: ChapterNumber) => number): number {
  const minutes = chapterPlans.map(({ number }) => {
    const { right, asked, steps, stepsAll, core, coreAll, isThrough } = progressOf(taken, number)
    const work =
      (asked - right) * minutesPer.question +
      (stepsAll - steps) * minutesPer.step +
      (coreAll - core) * minutesPer.core
    const begun = right + steps + core > 0
    return isThrough && begun ? 0 : work + (begun ? 0 : wordsOf(number) / wordsPerMinute)
  })
  return Math.ceil(minutes.reduce((sum, each) => sum + each, 0))
}

/** What is left, in words: "3 questions, 1 step". Empty: nothing. */
export function leftWords({ right, asked, steps, stepsAll, core, coreAll }: Progress): string {
  const part = (count: number, one: string, many: string) =>
    count > 0 ? [`${count} ${count === 1 ? one : many}`] : []
  return [
    ...part(asked - right, 'question', 'questions'),
    ...part(stepsAll - steps, 'step', 'steps'),
    ...part(coreAll - core, 'own answer', 'own answers'),
  ].join(', ')
}

/** Everything that a path consists of, besides its questions. */
export const pathLength = { steps: stepCount, core: coreQuestions.length }
