import { z } from 'zod'
import type { Outcome } from './schema'

/** What somebody, or the data, answered. "I don't know" is an answer. */
export const controlAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('boolean'), value: z.boolean() }),
  z.strictObject({ kind: z.literal('choice'), choice: z.string().min(1).max(80) }),
  z.strictObject({ kind: z.literal('number'), value: z.number() }),
  z.strictObject({ kind: z.literal('text'), text: z.string().trim().min(1).max(4_000) }),
  z.strictObject({ kind: z.literal('unknown') }),
])
export type ControlAnswer = z.infer<typeof controlAnswer>

/** What the data say to a control, with what it rests on. Scores nothing in a review until a person confirms it. */
export interface SuggestedAnswer {
  outcome: Outcome
  answer: ControlAnswer
  /** One sentence with the real numbers: "Restored on 14 Nov, level queried, 11 min". */
  statement: string
  /** Each with a link to where it can be seen. */
  facts: { sentence: string; href: string | null }[]
  /** Until when the data carry the answer; none: as long as they are current. */
  validUntil: string | null
  /** "check pg.up", "task postgres.vacuum-analyze", "fact drills.proven". */
  source: string
}
