import { describe, expect, test } from 'vitest'
import { type BatchItem, batchProgress, batchSentence, compareItems } from './batch-view'
import type { Verdict } from './verdict'

const requestedAt = '2026-11-23T12:00:00.000Z'
const at = (seconds: number) => new Date(Date.parse(requestedAt) + seconds * 1000).toISOString()

function items(done: [Verdict, Verdict | null][], waiting = 0): BatchItem[] {
  const item = (index: number, verdict: Verdict | null, verdictBefore: Verdict | null): BatchItem => ({
    checkId: String(index),
    name: `check ${index}`,
    systemName: 'orders-db',
    verdict,
    verdictBefore,
    reason: null,
    finishedAt: verdict === null ? null : at(index + 1),
  })
  return [
    ...done.map(([verdict, before], index) => item(index, verdict, before)),
    ...Array.from({ length: waiting }, (_, index) => item(100 + index, null, 'ok')),
  ]
}

const sentence = (list: BatchItem[], seconds: number, cancelledAt: string | null = null) =>
  batchSentence(batchProgress({ items: list, requestedAt, cancelledAt, at: at(seconds) }))

describe('the headline says how far it is', () => {
  test.each([
    ['just asked for', items([], 146), 1, '146 checks due now.'],
    ['one check', items([], 1), 1, '1 check due now.'],
    ['nobody takes it', items([], 146), 20, 'No worker has taken a check for 20 s. Is the worker running?'],
    [
      'under way',
      items(
        [
          ['ok', 'ok'],
          ['fail', 'ok'],
        ],
        2,
      ),
      4,
      '2 of 4 done · 1 failing · about 4 s left',
    ],
    ['under way, all well', items([['ok', 'ok']], 1), 2, '1 of 2 done · about 2 s left'],
    [
      'finished, nothing new',
      items([
        ['ok', 'ok'],
        ['warn', 'warn'],
      ]),
      60,
      '2 checks run in 2 s: nothing changed.',
    ],
    ['finished, still failing', items([['fail', 'fail']]), 60, '1 check run in 1 s: 1 failing as before.'],
    [
      'finished, changes',
      items([
        ['fail', 'ok'],
        ['fail', 'unknown'],
        ['ok', 'fail'],
      ]),
      60,
      '3 checks run in 3 s: 2 new failing, 1 fixed.',
    ],
    ['first run ever', items([['fail', null]]), 60, '1 check run in 1 s: 1 new failing.'],
  ] as const)('%s', (_name, list, seconds, expected) => {
    expect(sentence([...list], seconds)).toBe(expected)
  })

  test('cancelled', () => {
    expect(sentence(items([['ok', 'ok']], 3), 9, at(5))).toBe('Cancelled: 1 of 4 checks had run.')
    expect(sentence(items([['ok', 'ok']]), 9, at(5))).toBe('1 check run in 1 s: nothing changed.')
  })
})

test('failures first, then unknown, passes, and what waits', () => {
  const list = items(
    [
      ['ok', 'ok'],
      ['unknown', 'ok'],
      ['fail', 'ok'],
      ['warn', 'ok'],
    ],
    1,
  )
  expect(list.toSorted(compareItems).map(({ verdict }) => verdict)).toEqual([
    'fail',
    'warn',
    'unknown',
    'ok',
    null,
  ])
})
