import { z } from 'zod'
import { evidenceUrl, filesPerForm, type NewEvidence, noteLimit } from './schema'

// The evidence part of a form: components/evidence/evidence-field.tsx draws it, actions spread evidenceFields into
// their schema and hand the input to collectEvidence.

const empty = (value: unknown) => (value === '' || value === undefined ? null : value)

/** Fields of the evidence part, to be spread into the strictObject of an action. */
export const evidenceFields = {
  evidenceFiles: z
    .array(z.instanceof(File))
    .max(filesPerForm, `Attach at most ${filesPerForm} files at once`)
    .default([]),
  evidenceUrl: z.preprocess(empty, evidenceUrl.nullable()),
  evidenceNote: z.string().trim().max(noteLimit, 'At most 10,000 characters').default(''),
  /** Stored by an earlier try of the same form. */
  evidenceIds: z.array(z.uuid()).max(50).default([]),
}
export type EvidenceInput = {
  [Name in keyof typeof evidenceFields]: z.infer<(typeof evidenceFields)[Name]>
}

/** What such a form brings, piece by piece. */
export async function collectEvidence(input: EvidenceInput): Promise<NewEvidence[]> {
  const files = await Promise.all(
    input.evidenceFiles.map(async (file) => ({
      kind: 'file' as const,
      fileName: file.name,
      declaredType: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
  return [
    ...files,
    ...(input.evidenceUrl ? [{ kind: 'url' as const, url: input.evidenceUrl }] : []),
    ...(input.evidenceNote ? [{ kind: 'note' as const, text: input.evidenceNote }] : []),
  ]
}
