import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgLongTransaction } from './pg-long-transaction'

const judge = (longestSeconds: number | null, sees = true, untracked = 0) =>
  pgLongTransaction.judge(
    {
      server: { ...exampleServer, seesOtherSessions: sees },
      groups:
        longestSeconds === null
          ? []
          : [
              {
                role: 'report',
                database: 'shop',
                sessions: 2,
                longestSeconds,
                applications: ['nightly'],
                pids: [7, 8],
              },
            ],
      untracked,
    },
    { warnSeconds: 900, failSeconds: 3_600, ignoreApplications: ['pg_dump'] },
    new Date(),
  )

describe('pg.long_transaction', () => {
  it.each([
    [null, true, 0, 'ok'],
    [899, true, 0, 'ok'],
    [900, true, 0, 'warn'],
    [3_600, true, 0, 'fail'],
    [null, false, 0, 'unknown'],
    [899, false, 0, 'unknown'],
    [900, false, 0, 'warn'],
    [null, true, 1, 'unknown'],
  ])('longest %s s, sees others %s, untracked %d: %s', (seconds, sees, untracked, verdict) => {
    expect(judge(seconds, sees, untracked).verdict).toBe(verdict)
  })

  it('names what holds it and since when', () => {
    expect(judge(7_200).reason).toBe('A transaction of report in shop has been open for 2 h (nightly).')
  })

  it('knows the dumps that are long on purpose', () => {
    expect(pgLongTransaction.config.parse({}).ignoreApplications).toContain('pg_dump')
  })
})
