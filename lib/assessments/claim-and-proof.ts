import type { Control } from '@/lib/checklists/schema'
import type { ControlLine, OtherHalf } from './view'

/**
 * The claim that a control proves, and the controls that prove what it claims, with what follows from how they stand.
 * `asked` are the controls asked of the system with their lines. Pure.
 */
export function otherHalves(
  control: Pick<Control, 'key' | 'proofOf'>,
  asked: readonly { control: Pick<Control, 'key' | 'proofOf'>; line: ControlLine }[],
): OtherHalf[] {
  return asked.flatMap(({ control: other, line }): OtherHalf[] => {
    if (other.key === control.proofOf) return [{ is: 'claim', line, sentence: 'This question is its proof.' }]
    if (other.proofOf !== control.key) return []
    return [{ is: 'proof', line, sentence: isProven(line) ? proven : unproven }]
  })
}

const proven = 'The claim is proven.'
const unproven = 'As long as this does not pass, the answer here is only a claim.'

const isProven = ({ outcome, freshness }: ControlLine) =>
  outcome === 'pass' && (freshness === 'fresh' || freshness === 'due-soon')
