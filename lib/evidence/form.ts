import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { calendarDay, optionalWords, orNone } from '@/lib/format/form-fields'
import { Problem } from '@/lib/problem'
import { evidenceUrl, filesPerForm, type NewEvidence, noteLimit } from './schema'

// The evidence part of a form: components/evidence/evidence-field.tsx draws it, actions spread evidenceFields into
// their schema and hand the input to collectEvidence.

/** Fields of the evidence part, to be spread into the strictObject of an action. */
export const evidenceFields = {
  evidenceFiles: z
    .array(z.instanceof(File))
    .max(filesPerForm, `Attach at most ${filesPerForm} files at once`)
    .default([]),
  evidenceUrl: orNone(evidenceUrl),
  evidenceNote: optionalWords(noteLimit),
  /** The last day on which it counts: "2027-05-31"; none: no end. */
  evidenceUntil: orNone(calendarDay('2027-05-31')),
  /** Checks whose newest run shows it. */
  evidenceRuns: z.array(z.uuid()).max(filesPerForm).default([]),
  /** Stored by an earlier try of the same form. */
  evidenceIds: z.array(z.uuid()).max(50).default([]),
}
export type EvidenceInput = {
  [Name in keyof typeof evidenceFields]: z.infer<(typeof evidenceFields)[Name]>
}

/** What such a form brings, piece by piece; days end when they end in `zone`. Throws an invalid Problem for a date that is none. */
export async function collectEvidence(input: EvidenceInput, zone: string): Promise<NewEvidence[]> {
  const validUntil = input.evidenceUntil === null ? null : endOf(input.evidenceUntil, zone)
  const files = await Promise.all(
    input.evidenceFiles.map(async (file) => ({
      kind: 'file' as const,
      validUntil,
      fileName: file.name,
      declaredType: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
  return [
    ...files,
    ...input.evidenceRuns.map((checkId) => ({ kind: 'run' as const, checkId })),
    ...(input.evidenceUrl ? [{ kind: 'url' as const, validUntil, url: input.evidenceUrl }] : []),
    ...(input.evidenceNote ? [{ kind: 'note' as const, validUntil, text: input.evidenceNote }] : []),
  ]
}

function endOf(day: string, zone: string): Date {
  try {
    const last = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' })
    return new Date(last.epochMilliseconds)
  } catch {
    const sentence = 'This date does not exist. Choose another, e.g. 2027-05-31.'
    throw new Problem('invalid', sentence, { evidenceUntil: sentence })
  }
}
