import { expect, test } from 'vitest'
import { proofSentence } from './proof-sentence'
import type { TaskProof } from './task-view'

const due = new Date('2026-11-23T02:00:00Z')
const check = (over: Partial<TaskProof['checks'][number]> = {}) => ({
  id: 'c',
  name: 'Nightly backup',
  verdict: 'ok',
  reason: 'The newest is 3 h old.',
  lastOkAt: '2026-11-23T03:00:00Z',
  ...over,
})
const proof = (checks: TaskProof['checks'] = [check()], kind = 'bk.age', kindTitle = 'Backup age') => ({
  kind,
  kindTitle,
  checks,
})

test.each([
  ['no check can', 'manual', [], due, null],
  [
    'a person, watched',
    'manual',
    [proof()],
    due,
    /could be automated: Backup age \(bk\.age\) watches it here already\. Change the task, and it will do it/,
  ],
  [
    'a person, watched by two',
    'manual',
    [proof(), proof([check()], 'bk.size', 'Backup size')],
    due,
    /\(bk\.size\) watch it here already\. Change the task, and they will do it/,
  ],
  [
    'a person, not all watched',
    'manual',
    [proof(), proof([], 'bk.size', 'Backup size')],
    due,
    /automated by Backup age \(bk\.age\) and Backup size \(bk\.size\)\. Not watched here yet: Backup size/,
  ],
  ['a check that is gone', 'check', [proof([])], due, /Nothing proves this: no active check of Backup age/],
  [
    'a check that fails',
    'check',
    [proof([check(), check({ name: 'Weekly copy', verdict: 'fail', reason: 'It is 9 d old.' })])],
    due,
    'Not proved: Weekly copy reads fail. It is 9 d old.',
  ],
  [
    'a check that never ran',
    'check',
    [proof([check({ verdict: 'never', reason: null, lastOkAt: null })])],
    due,
    /It has not run yet/,
  ],
  [
    'a check that ran before',
    'check',
    [proof([check({ lastOkAt: '2026-11-23T01:59:00Z' })])],
    due,
    /has not run since it became due/,
  ],
  ['all ran', 'check', [proof()], due, /^Proved/],
  [
    'one not applicable',
    'check',
    [proof([check(), check({ verdict: 'not-applicable', lastOkAt: null })])],
    due,
    /^Proved/,
  ],
  ['nothing waits', 'check', [proof([check({ verdict: 'fail' })])], null, null],
] as const)('%s', (_case, automation, proofs, waitingSince, expected) => {
  const sentence = proofSentence({ automation, proofs: proofs as readonly TaskProof[], waitingSince })
  if (expected === null || typeof expected === 'string') expect(sentence).toBe(expected)
  else expect(sentence).toMatch(expected)
})
