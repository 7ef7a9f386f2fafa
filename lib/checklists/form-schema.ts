import { z } from 'zod'
import { firstOf } from '@/lib/format/form-fields'

/** Browsers send line breaks as two characters; stored is one. */
const yamlText = z.string().transform((text) => text.replaceAll('\r\n', '\n'))

const key = z.string().max(80)
const reason = z.string().trim().min(3, 'Say why, in a few words').max(300, 'At most 300 characters')
const revision = z.coerce.number().int()

/** A text or a file; the file counts. */
export const importForm = z.strictObject({
  text: yamlText.default(''),
  yamlFile: z.array(z.file()).default([]),
})

export const keyForm = z.strictObject({ key })
export const draftForm = z.strictObject({ key, revision, text: yamlText })
export const discardForm = z.strictObject({ key, revision })
export const publishForm = z.strictObject({ key, revision, note: z.string().trim().max(300).default('') })
export const retireForm = z.strictObject({ key, reason })

export const assignmentForm = z.strictObject({
  key,
  reason,
  systemIds: z
    .array(z.uuid(), { error: 'Choose at least one system' })
    .min(1, 'Choose at least one system')
    .max(200, 'At most 200 at once'),
})

const number = z.preprocess(firstOf, z.coerce.number().int().min(1).max(1_000_000).nullable().catch(null))

/** Address of a comparison: ?from=1&to=2; what is missing or no number is chosen. */
export const comparisonQuery = z.object({ from: number, to: number })
