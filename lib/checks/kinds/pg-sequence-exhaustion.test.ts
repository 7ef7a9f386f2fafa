import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgSequenceExhaustion } from './pg-sequence-exhaustion'

type Facts = Parameters<typeof pgSequenceExhaustion.judge>[0]
const sequence = (percent: number, changes: Partial<Facts['sequences'][number]> = {}) => ({
  name: `public.s${percent}`,
  percent,
  last: '5',
  cycles: false,
  columns: null,
  ...changes,
})
const judge = (sequences: Facts['sequences'], unreadable: Facts['unreadable'] = []) =>
  pgSequenceExhaustion.judge(
    {
      server: exampleServer,
      sequences,
      total: sequences.length + unreadable.length,
      unreadable,
      unreadableCount: unreadable.length,
    },
    { warnPercent: 80, failPercent: 90 },
    new Date(),
  )
const hidden = [
  { schema: 'public', name: 'public.a' },
  { schema: 'Sales', name: 'Sales.b' },
  { schema: 'public', name: 'public.c' },
]

describe('pg.sequence_exhaustion', () => {
  it.each<[string, Facts['sequences'], Facts['unreadable'], string]>([
    ['none at all', [], [], 'not-applicable'],
    ['79.9 % used', [sequence(79.9)], [], 'ok'],
    ['80 % used', [sequence(80)], [], 'warn'],
    ['90 % used', [sequence(20), sequence(90)], [], 'fail'],
    ['beyond what its column takes', [sequence(110)], [], 'fail'],
    ['full, but begins anew', [sequence(100, { cycles: true })], [], 'ok'],
    ['one that cannot be read', [sequence(10)], hidden, 'unknown'],
    ['one that cannot be read beside one that fails', [sequence(95)], hidden, 'fail'],
    ['only some that cannot be read', [], hidden, 'unknown'],
  ])('%s', (_name, sequences, unreadable, verdict) => {
    expect(judge(sequences, unreadable).verdict).toBe(verdict)
  })

  it('gives the grant for every schema, quoted where needed', () => {
    expect(judge([sequence(1)], hidden).reason).toContain(
      'GRANT SELECT ON ALL SEQUENCES IN SCHEMA public, "Sales" TO audit;',
    )
  })

  it('writes a series for each that comes to an end, beside what cannot be read', () => {
    const read = [sequence(93), sequence(100, { cycles: true }), sequence(12)]
    expect(judge(read, hidden).samples).toEqual([
      { key: 'public.s93', value: 93, unit: '%' },
      { key: 'public.s12', value: 12, unit: '%' },
    ])
  })

  it('names each unreadable one as unknown, not as empty', () => {
    expect(judge([], hidden).resources.map(({ verdict }) => verdict)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ])
    expect(judge([], hidden).value).toBeNull()
  })
})
