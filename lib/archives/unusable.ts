import { Problem } from '@/lib/problem'

/** The backup cannot be used, and why: `fault` completes "The backup x cannot be used: …". */
export function unusable(name: string, fault: string): Problem {
  return new Problem('invalid', `The backup ${name} cannot be used: ${fault}`)
}
