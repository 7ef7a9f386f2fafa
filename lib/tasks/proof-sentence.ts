import type { TaskProof } from './task-view'

/** What decides what is said about checks. */
export interface ProofFacts {
  automation: 'manual' | 'check'
  proofs: readonly TaskProof[]
  /** The occurrence that counts now, when it waits for its proof. */
  waitingSince: Date | null
}

const names = (proofs: readonly TaskProof[]) =>
  proofs.map(({ kindTitle, kind }) => `${kindTitle} (${kind})`).join(' and ')

/**
 * Why checks have not done a task yet, or that they could; null when there is nothing to say: no check can do it, or
 * they have.
 */
export function proofSentence({ automation, proofs, waitingSince }: ProofFacts): string | null {
  if (proofs.length === 0) return null
  const missing = proofs.filter(({ checks }) => checks.length === 0)
  if (automation === 'manual')
    return missing.length > 0
      ? `This could be automated by ${names(proofs)}. Not watched here yet: ${names(missing)}.`
      : `This could be automated: ${names(proofs)} ${proofs.length === 1 ? 'watches' : 'watch'} it here already. Change the task, and ${proofs.length === 1 ? 'it' : 'they'} will do it.`
  if (missing.length > 0)
    return `Nothing proves this: no active check of ${names(missing)}. Add one, or let a person do the task.`
  if (!waitingSince) return null
  const checks = proofs.flatMap((proof) => proof.checks)
  const bad = checks.find(({ verdict }) => verdict !== 'ok' && verdict !== 'not-applicable')
  if (bad) return `Not proved: ${bad.name} reads ${bad.verdict}. ${bad.reason ?? 'It has not run yet.'}`
  const late = checks.find(
    ({ lastOkAt, verdict }) =>
      verdict !== 'not-applicable' && (lastOkAt === null || new Date(lastOkAt) < waitingSince),
  )
  return late
    ? `Not proved yet: ${late.name} has not run since it became due.`
    : 'Proved: it is noted as done within a minute.'
}
