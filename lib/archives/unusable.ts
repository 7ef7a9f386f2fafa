import { Problem } from '@/lib/problem'

/** The backup cannot be used, and why: `fault` completes "The backup x cannot be used: …". */
export function unusable(name: string, fault: string): Problem {
  return new Problem('invalid', `The backup ${name} cannot be used: ${fault}`)
}

/** It cannot be looked at from here, which says nothing about the backup: what is missing is a program, a right or room. */
export function outOfReach(name: string, fault: string): Problem {
  return new Problem('unavailable', `The backup ${name} could not be looked at: ${fault}`)
}

/** The backup would do what no backup does; `what` says what, with the place in it. */
export function hostile(name: string, what: string): Problem {
  return new Problem(
    'invalid',
    `The backup ${name} was not restored, and nothing of it was run: ${what}. The dump of one database seldom holds such a thing: look at who made this one, and restore it by hand if it is meant.`,
  )
}
