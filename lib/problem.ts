/** What a caller did or met that is not a bug: every door turns it into a sentence and a status. */
export type ProblemKind =
  | 'invalid'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unauthenticated'
  | 'too-many'
  | 'unavailable'

/**
 * An expected failure with a sentence for people: what failed, what to do, an example of a right value.
 * Never holds a secret. `fields` maps form field names to their own sentence.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  readonly fields: Readonly<Record<string, string>>

  constructor(kind: ProblemKind, message: string, fields: Record<string, string> = {}) {
    super(message)
    this.kind = kind
    this.fields = fields
  }
}

/** HTTP status of each kind of problem. */
export const problemStatus: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
}
