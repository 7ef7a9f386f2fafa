import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgWraparound } from './pg-wraparound'

const judge = (databases: [name: string, transactions: number, multixacts: number][]) =>
  pgWraparound.judge(
    {
      server: exampleServer,
      databases: databases.map(([name, transactions, multixacts]) => ({
        name,
        transactions,
        multixacts,
        isConnectable: name !== 'template0',
      })),
    },
    { warnAge: 500_000_000, failAge: 1_000_000_000 },
    new Date(),
  )

describe('pg.wraparound', () => {
  it.each([
    ['young', 499_999_999, 0, 'ok'],
    ['old transactions', 500_000_000, 0, 'warn'],
    ['very old transactions', 1_000_000_000, 0, 'fail'],
    ['old multixacts', 10, 500_000_000, 'warn'],
    ['very old multixacts', 10, 2_000_000_000, 'fail'],
  ])('%s', (_name, transactions, multixacts, verdict) => {
    expect(judge([['shop', transactions, multixacts]]).verdict).toBe(verdict)
  })

  it('counts a database that takes no connections: it stops all the others too', () => {
    const judgement = judge([
      ['shop', 10, 0],
      ['template0', 1_200_000_000, 0],
    ])
    expect(judgement.verdict).toBe('fail')
    expect(judgement.resources[0]).toMatchObject({
      name: 'template0 transactions',
      detail: expect.stringContaining('takes no connections'),
    })
  })

  it('says how much is left until writes stop, never less than nothing', () => {
    expect(judge([['shop', 1_400_000_000, 0]]).reason).toContain('writes stop in 744.5 M tx')
    expect(judge([['shop', 2_147_000_000, 0]]).reason).toContain('writes stop in 0 tx')
  })

  it('is unknown when no database is listed, which cannot be', () => {
    expect(judge([]).verdict).toBe('unknown')
  })
})
