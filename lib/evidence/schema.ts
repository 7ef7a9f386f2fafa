import { z } from 'zod'
import { optionalWords } from '@/lib/format/form-fields'

export const evidenceKinds = ['file', 'url', 'run', 'output', 'note'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** Characters of a note; a command's output may be longer. */
export const noteLimit = 10_000
export const outputLimit = 200_000
/** Files, and pieces of any kind, that one form may bring. */
export const filesPerForm = 10

const noteExample = 'Write what was seen, e.g. "412 of 412 invoices opened from the restored copy"'
const title = optionalWords(200)
const validUntil = z.date().nullable().default(null)

/** An address that a browser may open: http or https, no credentials in it. */
export const evidenceUrl = z
  .string()
  .trim()
  .max(2_000, 'At most 2,000 characters')
  .refine(isWebAddress, 'Give a whole address, e.g. https://wiki.example.com/restore-2026-11-14')
  .refine(
    (text) => !isWebAddress(text) || !new URL(text).username,
    'Leave name and password out of the address, e.g. https://wiki.example.com/restore-2026-11-14',
  )

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

/** A piece of evidence before it is stored. */
export const evidenceDraft = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    title,
    validUntil,
    fileName: z.string().max(1_000),
    /** What the browser said it is; compared with the content, never believed. */
    declaredType: z.string().max(200).default(''),
    bytes: z.instanceof(Uint8Array),
  }),
  z.strictObject({ kind: z.literal('url'), title, validUntil, url: evidenceUrl }),
  z.strictObject({
    kind: z.literal('note'),
    title,
    validUntil,
    text: z.string().trim().min(1, noteExample).max(noteLimit, 'At most 10,000 characters'),
  }),
  z.strictObject({
    kind: z.literal('output'),
    title,
    validUntil,
    text: z.string().min(1, 'Paste what the command printed').max(outputLimit, 'At most 200,000 characters'),
  }),
  z.strictObject({
    kind: z.literal('run'),
    title,
    validUntil,
    checkId: z.uuid(),
    /** None: the newest run that is kept. */
    scheduledFor: z.date().nullable().default(null),
  }),
])
export type EvidenceDraft = z.infer<typeof evidenceDraft>
export type NewEvidence = z.input<typeof evidenceDraft>
