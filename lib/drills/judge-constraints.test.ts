import { describe, expect, it } from 'vitest'
import { entry, exampleSnapshot } from '@/lib/fingerprints/testing/example-snapshot'
import { judgeConstraints } from './judge-constraints'

describe('what came back', () => {
  const late = { table: 'lines', name: 'lines_order', holds: true, said: '' }

  it.each([
    [{ ...late }, false, 'every row keeps it. Check it there too: ALTER TABLE lines VALIDATE CONSTRAINT'],
    [
      { ...late, holds: false, said: 'Key (order_id)=(7) is not present' },
      true,
      'rows break it: Key (order_id)=(7)',
    ],
    [
      { ...late, holds: null, said: 'must be owner of table lines' },
      false,
      'could not be checked here: must be',
    ],
  ])('has a constraint that nobody checked before: %j', (constraint, isFault, said) => {
    expect(judgeConstraints(exampleSnapshot(), [constraint])).toEqual([
      { area: 'constraints', what: 'lines: lines_order', isFault, sentence: expect.stringContaining(said) },
    ])
  })

  it('keeps the foreign keys of a SQLite file, or is no good', () => {
    const of = (value: string) =>
      exampleSnapshot({ catalogue: [entry('constraints', 'foreign keys', value)] })
    expect(judgeConstraints(of('hold'), [])).toEqual([])
    expect(judgeConstraints(of('3 rows name rows that do not exist'), [])).toMatchObject([
      { isFault: true, sentence: expect.stringContaining('3 rows name rows that do not exist') },
    ])
  })
})
