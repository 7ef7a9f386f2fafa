import { expect, it } from 'vitest'
import type { Material } from '../material'
import type { ChapterNumber } from '../schema'
import { hintOf } from './chapter'
import { planOf } from './chapters'

const hintsOf = (chapter: ChapterNumber, material: unknown) =>
  planOf(chapter).steps.map((step) => hintOf(step, material as Material))

it.each<[ChapterNumber, unknown, unknown, RegExp]>([
  [3, { facts: { checks: [] } }, { facts: { checks: [{}] } }, /^Nothing looks at it/],
  [5, { tasks: [] }, { tasks: [{}] }, /^Nothing is planned/],
  [
    7,
    { facts: { system: { runbookUrl: null } } },
    { facts: { system: { runbookUrl: 'https://wiki.example.com/orders' } } },
    /^None is linked/,
  ],
])('chapter %i sends nobody to look into what is not there', (chapter, without, withIt, says) => {
  expect(hintsOf(chapter, without)[0]).toMatch(says)
  expect(hintsOf(chapter, without)[0]).toContain('becomes a finding')
  expect(hintsOf(chapter, withIt)[0]).not.toMatch(says)
})
