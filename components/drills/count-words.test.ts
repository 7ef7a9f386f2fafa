import { expect, it } from 'vitest'
import type { TableCount } from '@/lib/drills/drill-report'
import { countState } from './count-words'

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
  [{ state: 'missing', found: null, sameContent: null }, 'fail', 'Table missing'],
  [{ state: 'extra', expected: null, sameContent: null }, 'warn', 'Not expected'],
])('%o', (change, verdict, word) => {
  expect(countState(count(change))).toEqual({ verdict, word })
})
