import { describe, expect, it } from 'vitest'
import { recordHeadline, walkthroughHeadline, walkthroughsHeadline } from './headlines'
import type { Progress } from './progress'
import type { WalkthroughState } from './schema'

const progress = (over: Partial<Progress> = {}): Progress => ({
  right: 5,
  asked: 8,
  firstTry: 4,
  steps: 8,
  stepsAll: 9,
  core: 4,
  coreAll: 4,
  isThrough: false,
  ...over,
})

describe('the sentence over all walkthroughs', () => {
  it.each<[Parameters<typeof walkthroughsHeadline>[0], string]>([
    [
      { systems: 0, few: 0, running: 0, waiting: 0 },
      'There is no system yet, so nobody can walk through one.',
    ],
    [
      { systems: 1, few: 1, running: 0, waiting: 0 },
      'No walkthrough is under way. The one system has fewer than two who walked through it within a year.',
    ],
    [
      { systems: 3, few: 3, running: 0, waiting: 0 },
      'No walkthrough is under way. 3 of 3 systems have fewer than two who walked through them within a year.',
    ],
    [
      { systems: 3, few: 0, running: 2, waiting: 0 },
      '2 walkthroughs are under way. Every system has two people who walked through it within a year.',
    ],
    [
      { systems: 1_200, few: 1, running: 1, waiting: 1 },
      'One walkthrough waits for its mentor; one is under way. One of 1,200 systems has fewer than two who walked through it within a year.',
    ],
    [
      { systems: 2, few: 0, running: 4, waiting: 2 },
      '2 walkthroughs wait for their mentor; 4 are under way. Every system has two people who walked through it within a year.',
    ],
  ])('%j', (facts, sentence) => {
    expect(walkthroughsHeadline(facts)).toBe(sentence)
  })
})

describe('the sentence over one system', () => {
  const facts = { system: 'orders', minutes: 18, possible: null }
  it.each<[WalkthroughState | null, Progress | null, string]>([
    [null, null, 'orders in seven chapters and eight questions: about 18 minutes.'],
    ['assigned', null, 'You are asked to walk through orders: about 18 minutes.'],
    ['in-progress', progress(), '3 questions, 1 step left on orders: about 18 minutes.'],
    [
      'in-progress',
      progress({ isThrough: true }),
      'You are through orders. Say what confused you, and hand it to your mentor.',
    ],
    ['waiting-for-mentor', progress(), 'You are through orders; your mentor has still to sign.'],
    ['completed', progress(), 'You have walked through orders.'],
  ])('%s', (state, done, sentence) => {
    expect(walkthroughHeadline({ ...facts, state, progress: done })).toBe(sentence)
  })

  it('says how many questions are possible where they are too few', () => {
    const few = { ...facts, state: null, progress: null }
    expect(walkthroughHeadline({ ...few, possible: 3 })).toBe(
      'orders in seven chapters. Only 3 of eight questions can be asked yet.',
    )
    expect(walkthroughHeadline({ ...few, possible: 0 })).toBe(
      'orders in seven chapters. None of eight questions can be asked yet.',
    )
  })
})

it('says what somebody answered', () => {
  expect(recordHeadline({ person: 'Vera', system: 'orders', progress: progress() })).toBe(
    'Vera answered 5 of 8 questions about orders rightly, 4 at the first try.',
  )
})
