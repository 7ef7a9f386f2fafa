import { expect, it } from 'vitest'
import { coreHeadline } from './core-headline'
import { coreQuestions } from './schema'
import type { CoreItemView, CoreQuestionsView } from './view'

const rows = (...watched: boolean[][]): CoreQuestionsView['rows'] =>
  coreQuestions.map((question, index) => ({
    question,
    items: (watched[index] ?? []).map((isWatched) => ({ isWatched }) as CoreItemView),
  }))

it.each([
  [rows(), 'Not written down yet: what accumulates, expires, drifts or breaks silently'],
  [rows([true]), '1 of 4 core questions answered; 1 entry, watched'],
  [rows([false]), '1 of 4 core questions answered; 1 of 1 entry watched by nobody'],
  [rows([true, true], [true], [true], [true]), '4 of 4 core questions answered; all 5 entries watched'],
  [rows([true, false], [], [true]), '2 of 4 core questions answered; 1 of 3 entries watched by nobody'],
])('%#: %s', (each, sentence) => expect(coreHeadline({ rows: each })).toBe(sentence))
