import { expect, test } from 'vitest'
import { checkSentence } from './check-sentence'
import type { CheckPage } from './view'

const page = (check: object) =>
  ({
    check: { name: 'Disk space', since: '2026-11-20T12:00:00Z', lastOkAt: null, ...check },
    reading: { now: '2026-11-23T12:00:00Z' },
  }) as unknown as CheckPage

test.each([
  [{ state: 'fail' }, 'Disk space: failing for 3 d.'],
  [{ state: 'warn', since: '2026-11-01T12:00:00Z' }, 'Disk space: warning since Sun 1 Nov.'],
  [{ state: 'ok' }, 'Disk space: passing.'],
  [{ state: 'not-applicable' }, 'Disk space: not applicable here.'],
  [{ state: 'paused' }, 'Disk space: paused, nobody is looking.'],
  [{ state: 'never', since: null }, 'Disk space: first run still to come.'],
  [{ state: 'unknown' }, 'Disk space: unknown, never passed yet.'],
  [{ state: 'unknown', lastOkAt: '2026-11-22T10:00:00Z' }, 'Disk space: unknown, last passed 26 h ago.'],
])('%o', (check, sentence) => {
  expect(checkSentence(page(check), 'UTC')).toBe(sentence)
})
