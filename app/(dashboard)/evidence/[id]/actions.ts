'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { collectEvidence, evidenceFields } from '@/lib/evidence/form'
import { supersedeEvidence } from '@/lib/evidence/service'
import { Problem } from '@/lib/problem'

/** Fields `id` and those of evidence: puts one newer piece in the place of this one. */
export const replaceEvidenceAction = formAction(
  z.strictObject({ id: z.string(), ...evidenceFields }),
  async ({ id, ...input }, viewer) => {
    const [piece, another] = await collectEvidence(input, viewer.timeZone)
    if (!piece || another) {
      const sentence = piece
        ? 'One piece replaces one piece: give a file, a link or a note, not several.'
        : 'Attach what replaces it: a file, a link such as https://wiki.example.com/restore-2026-11-14, or a note.'
      throw new Problem('invalid', sentence, { evidenceIds: sentence })
    }
    const made = await supersedeEvidence(viewer, id, piece)
    redirect(`/evidence/${made.id}`)
  },
)
