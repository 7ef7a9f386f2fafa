import type { Viewer } from '@/lib/auth/viewer'
import { collectEvidence, type EvidenceInput, evidenceFields } from '@/lib/evidence/form'
import { addAllEvidence } from '@/lib/evidence/service'
import { Problem } from '@/lib/problem'
import { FormProblem } from './form-action'

/**
 * Stores the evidence that a form brings, then does the form's own work with all ids. When that is refused, the
 * form keeps what was stored: nobody attaches a file twice.
 */
export async function withEvidence<T>(
  viewer: Viewer,
  systemId: string,
  input: EvidenceInput,
  work: (evidenceIds: string[]) => Promise<T>,
): Promise<T> {
  const made = await addAllEvidence(viewer, systemId, await collectEvidence(input, viewer.timeZone))
  const evidenceIds = [...input.evidenceIds, ...made.map(({ id }) => id)]
  try {
    return await work(evidenceIds)
  } catch (error) {
    if (!(error instanceof Problem) || evidenceIds.length === 0) throw error
    throw new FormProblem(error, {
      'evidenceIds[]': evidenceIds.join(','),
      evidenceUrl: '',
      evidenceNote: '',
    })
  }
}

/** Parts the input of a form into its evidence and what the form is about. */
export function partEvidence<T extends EvidenceInput>(
  input: T,
): { evidence: EvidenceInput; rest: Omit<T, keyof EvidenceInput> } {
  const entries = Object.entries(input)
  const isEvidence = ([name]: [string, unknown]) => Object.hasOwn(evidenceFields, name)
  return {
    evidence: Object.fromEntries(entries.filter(isEvidence)) as EvidenceInput,
    rest: Object.fromEntries(entries.filter((entry) => !isEvidence(entry))) as Omit<T, keyof EvidenceInput>,
  }
}
