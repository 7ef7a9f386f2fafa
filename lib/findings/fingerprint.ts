import { createHash } from 'node:crypto'

/**
 * Identity of a finding: the same fault on the same thing is the same finding, also when it comes
 * back. Never from a title, a severity or a measured value: a value that drifts is not a new finding.
 * `system` is the system's id (the command line, which has none, takes the target's address).
 */
export function fingerprint(identity: {
  system: string
  /** Kind of check, or key of a control. */
  kind: string
  targetAddress: string
  /** What inside the target; empty for the target itself. */
  resource: string
}): string {
  const parts = [identity.system, identity.kind, identity.targetAddress, identity.resource]
  // Separated by a character that no part contains, so that no two different lists hash alike.
  return createHash('sha256').update(parts.join('\u0000')).digest('hex')
}
