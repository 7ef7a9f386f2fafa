import { expect, it } from 'vitest'
import type { TableCount } from '@/lib/drills/drill-report'
import { countState, unlistedText } from './count-words'

const count = (change: Partial<TableCount>): TableCount => ({
  table: 'public.orders',
  comparedWith: 'manifest',
  expected: 128_044,
  found: 128_044,
  sameContent: true,
  state: 'equal',
  ...change,
})

it.each<[Partial<TableCount>, string, string]>([
  [{}, 'ok', 'Equal'],
  [{ state: 'differs', found: 128_010, sameContent: false }, 'fail', '34 missing'],
  [{ state: 'differs', found: 128_050 }, 'fail', '6 too many'],
  [{ state: 'differs', sameContent: false }, 'fail', 'Other content'],
  [{ state: 'differs', expected: null }, 'fail', 'Differs'],
  [{ state: 'within', found: 128_050, sameContent: null }, 'ok', '6 too many, allowed'],
  [{ state: 'within', expected: null, sameContent: null }, 'unknown', 'Not compared'],
  [{ state: 'missing', found: null, sameContent: null }, 'fail', 'Table missing'],
  [{ state: 'extra', expected: null, sameContent: null }, 'warn', 'Not expected'],
])('%o', (change, verdict, word) => {
  expect(countState(count(change))).toEqual({ verdict, word })
})

it.each<[string[], number, number, string]>([
  [['a', 'b'], 2, 0, ''],
  // Compared twice: with the manifest and with the live source.
  [['a', 'a', 'b'], 4, 0, '2 further tables were compared and are not listed; none of them differs.'],
  [['a', 'a', 'b', 'b'], 3, 0, '1 further table was compared and is not listed; none of them differs.'],
])('tables %j of %i', (names, compared, differing, said) => {
  expect(
    unlistedText(
      names.map((table) => count({ table })),
      { compared, differing },
    ),
  ).toBe(said)
})

it('says that tables differ which are not listed', () => {
  const listed = [count({ table: 'a', state: 'differs' })]
  expect(unlistedText(listed, { compared: 500, differing: 401 })).toBe(
    '499 further tables were compared and are not listed; 400 of them differ.',
  )
})
