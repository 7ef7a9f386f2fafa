import { expect, it } from 'vitest'
import type { Verdict } from '@/lib/checks/verdict'
import { exitCode } from './exit-code'

const table: [verdicts: Verdict[], code: number][] = [
  [['ok', 'ok'], 0],
  [['ok', 'not-applicable'], 0],
  [['not-applicable'], 0],
  [['ok', 'warn'], 1],
  [['warn', 'unknown'], 1],
  [['ok', 'warn', 'fail'], 2],
  [['fail', 'unknown'], 2],
  [['ok', 'unknown'], 3],
  [['unknown', 'not-applicable'], 3],
  [[], 3],
]

it.each(table)('%j ends with %s', (verdicts, code) => expect(exitCode(verdicts)).toBe(code))
