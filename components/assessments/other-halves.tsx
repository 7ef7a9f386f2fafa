import Link from 'next/link'
import type { OtherHalf } from '@/lib/assessments/view'
import { ControlBadge } from './control-badge'

/** The claim that this question proves, or the proofs of what it claims. */
export function OtherHalves({ halves, systemId }: { halves: readonly OtherHalf[]; systemId: string }) {
  return halves.map(({ is, line, sentence }) => (
    <p key={line.key} className="prose sec-note">
      {is === 'claim' ? 'The claim: ' : 'The proof: '}
      <Link href={`/systems/${systemId}/controls/${line.key}`} prefetch={false}>
        {line.question}
      </Link>{' '}
      <ControlBadge line={line} /> {sentence}
    </p>
  ))
}
