import Link from 'next/link'
import type { FormAction } from '@/components/ui/action-form'
import { Section } from '@/components/ui/section'
import type { TaskProposal } from '@/lib/tasks/task-view'
import { StarterSet } from './starter-set'

interface StarterSectionProps {
  proposal: TaskProposal
  chosenSets: readonly string[]
  /** Nothing is planned yet: the proposal is what the page is for. */
  isFirst: boolean
  /** null: the viewer may not. */
  action: FormAction | null
}

function OtherSets({ proposal }: { proposal: TaskProposal }) {
  if (proposal.otherSets.length === 0) return null
  return (
    <p className="sec-note">
      {proposal.total > 0 && 'Further sets: '}
      {proposal.otherSets.map((set, index) => (
        <span key={set.key}>
          {index > 0 && ', '}
          <Link href={`/systems/${proposal.systemId}/tasks?set=${set.key}#starter`} prefetch={false}>
            {set.name} ({set.count})
          </Link>
        </span>
      ))}
      .
    </p>
  )
}

/** The starter set of a system: open while there is nothing else, folded beside tasks that are planned. */
export function StarterSection({ proposal, chosenSets, isFirst, action }: StarterSectionProps) {
  if (proposal.total === 0 && (proposal.otherSets.length === 0 || !action)) return null
  const content = (
    <>
      <p className="sec-note">
        Untick what does not fit. Everything can be changed afterwards: when, how, who.
      </p>
      {action ? (
        <StarterSet proposal={proposal} chosenSets={chosenSets} action={action} />
      ) : (
        <p className="sec-note">
          Adding tasks needs the role maintainer in the team that owns the system. A manager or admin can do
          it or give it to you.
        </p>
      )}
    </>
  )
  return (
    <Section
      title={proposal.total === 0 ? 'Further starter sets' : isFirst ? proposal.headline : 'More to add'}
      id="starter"
      count={isFirst || proposal.total === 0 ? undefined : proposal.total}
    >
      {proposal.total > 0 &&
        (isFirst || chosenSets.length > 0 ? (
          content
        ) : (
          <details className="disclosure">
            <summary>{proposal.headline}</summary>
            {content}
          </details>
        ))}
      <OtherSets proposal={proposal} />
    </Section>
  )
}
