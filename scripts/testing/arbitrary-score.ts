import fc from 'fast-check'
import { severities } from '@/lib/findings/severity'
import { capAt, type ScoreInput } from '@/lib/score/compute-score'
import { type Cap, capReasons, type ScoredControl, standings } from '@/lib/score/schema'

// Any system there could be, for the properties of the score.

export const anyStanding = fc.constantFrom(...standings)

export const anyControl = (key: string): fc.Arbitrary<ScoredControl> =>
  fc.record({
    key: fc.constant(key),
    checklist: fc.constantFrom('start', 'quarterly'),
    severity: fc.constantFrom(...severities),
    meaning: fc.constantFrom('one', 'two'),
    standing: anyStanding,
    excluded: fc.boolean(),
  })

/** Controls with keys of their own; `most` of them. */
export const anyControls = (most = 25): fc.Arbitrary<ScoredControl[]> =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: most + 5 }), { maxLength: most })
    .chain((numbers) => fc.tuple(...numbers.map((number) => anyControl(`control-${number}`))))

export const anyCaps: fc.Arbitrary<Cap[]> = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(...capReasons)).map(([finding, reason]) => ({
    finding,
    reason,
    at: capAt[reason],
  })),
  { maxLength: 4, selector: ({ finding }) => finding },
)

export const anyInput: fc.Arbitrary<ScoreInput> = fc.record({ controls: anyControls(), caps: anyCaps })
