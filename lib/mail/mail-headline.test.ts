import { describe, expect, it } from 'vitest'
import { mailHeadline, queueSentence } from './mail-headline'

const queue = { waiting: 0, delivered: 0, dead: 0 }

describe('the headline', () => {
  it.each([
    [null, false, queue, 'No mail server is set: nothing is sent'],
    [null, true, { ...queue, waiting: 3 }, 'No mail server is set: nothing is sent'],
    ['smtp.example.com', false, { ...queue, delivered: 9 }, 'Mail goes out through smtp.example.com'],
    ['smtp.example.com', false, { ...queue, dead: 1 }, '1 message was given up'],
    ['smtp.example.com', false, { ...queue, dead: 1200 }, '1,200 messages were given up'],
    ['smtp.example.com', true, queue, 'smtp.example.com takes no mail: nothing waits'],
    [
      'smtp.example.com',
      true,
      { ...queue, waiting: 1, dead: 2 },
      'smtp.example.com takes no mail: 1 message waits',
    ],
    ['{x}', true, { ...queue, waiting: 2 }, '{x} takes no mail: 2 messages wait'],
  ])('with %s, away %s, %o', (host, isAway, counts, sentence) => {
    expect(mailHeadline(host, isAway, counts)).toBe(sentence)
  })
})

describe('the queue', () => {
  it.each([
    [queue, 'Nothing waits, none was taken in the last 7 days, none was given up.'],
    [
      { waiting: 1, delivered: 1, dead: 1 },
      '1 message waits, 1 was taken in the last 7 days, 1 was given up and needs a decision.',
    ],
    [
      { waiting: 10_000, delivered: 2, dead: 3 },
      '10,000 messages wait, 2 were taken in the last 7 days, 3 were given up and need a decision.',
    ],
  ])('of %o', (counts, sentence) => expect(queueSentence(counts)).toBe(sentence))
})
