/**
 * Thrown by a probe or a kind's `collect` when it could not look: the run becomes `unknown` with
 * this reason. `reason` is a sentence with what failed and what to do, e.g. which grant is missing.
 */
export class CouldNotLook extends Error {
  override readonly name = 'CouldNotLook'
}
