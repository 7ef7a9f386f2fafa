import { z } from 'zod'
import { pageNumber } from '@/lib/format/form-fields'
import { flagStatuses } from './flag-reading'

/** What the address of the overview says. Unknown values fall back. */
export const redFlagsQuery = z.object({ page: pageNumber })

/** What the address of one flag says; without a word for it, what matters most is shown. */
export const flagQuery = z.object({ page: pageNumber, show: z.enum(flagStatuses).nullable().catch(null) })
export type FlagQuery = z.infer<typeof flagQuery>

export const flagKey = z.string().regex(/^[a-z][a-z0-9.-]{0,79}$/)

/** Longest YAML of an own rule. */
export const ownRuleLimit = 20_000

/** The form of an own rule; `do` says whether it is only tried. */
export const ownRuleForm = z.strictObject({
  key: z.union([flagKey, z.literal('')]).default(''),
  do: z.enum(['preview', 'save']).default('save'),
  source: z
    .string({ error: 'Write the rule; the example shows how' })
    .trim()
    .min(1, 'Write the rule; the example shows how')
    .max(ownRuleLimit, 'At most 20,000 characters: a rule is a dozen lines'),
})
