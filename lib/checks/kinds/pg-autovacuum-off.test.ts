import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgAutovacuumOff } from './pg-autovacuum-off'

const judge = (isOn: boolean, isCounting: boolean, tables: string[] = []) =>
  pgAutovacuumOff.judge(
    {
      server: exampleServer,
      isOn,
      isCounting,
      tables: tables.map((name) => ({ name, rows: 5 })),
      tableCount: tables.length,
    },
    { accepted: [] },
    new Date(),
  )

describe('pg.autovacuum_off', () => {
  it.each([
    [true, true, [], 'ok', 0, 'on for the server'],
    [true, true, ['public.event'], 'warn', 1, '1 table: public.event'],
    [true, true, ['a.b', 'a.c', 'a.d', 'a.e'], 'warn', 4, 'a.b, a.c, a.d, …'],
    [false, true, [], 'fail', 1, 'Autovacuum is off for the whole server'],
    [true, false, [], 'fail', 1, 'Track_counts is off'],
    [false, false, ['a.b'], 'fail', 3, 'Autovacuum and track_counts are off'],
  ])('on %s, counting %s, off for %j: %s', (isOn, isCounting, tables, verdict, value, words) => {
    const judgement = judge(isOn, isCounting, tables)
    expect(judgement).toMatchObject({ verdict, value })
    expect(judgement.reason).toContain(words)
  })
})
