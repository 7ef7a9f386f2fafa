import { type FormAction, VerbForm } from '@/components/ui/action-form'
import type { OccurrenceLine } from '@/lib/tasks/view'
import { ReasonForm } from './reason-form'

interface VerbsProps {
  line: OccurrenceLine
  viewerId: string
  /** "2026-11-24": what a date field proposes. */
  tomorrow: string
  back: string
  action: FormAction
}

/** What else can be done with an occurrence: take it on, put it off, say why it is not done. */
export function OccurrenceVerbs({ line, viewerId, tomorrow, back, action }: VerbsProps) {
  const values = (verb: string) => ({
    occurrenceId: line.id,
    do: verb,
    revision: String(line.revision),
    back,
  })
  const isTheirs = line.claimedBy !== null && line.claimedBy.id !== viewerId
  const isRare = line.tier === 'monthly' || line.tier === 'quarterly'
  return (
    <>
      <div className="actions occurrence-verbs">
        {line.inProgress ? (
          <VerbForm
            action={action}
            verb={isTheirs ? `Free it from ${line.claimedBy?.name}` : 'Give it back'}
            values={values('release')}
          />
        ) : (
          <VerbForm action={action} verb="I am on it" values={values('claim')} />
        )}
        {line.blockedReason !== null && (
          <VerbForm action={action} verb="No longer blocked" values={values('unblock')} />
        )}
      </div>
      <div className="folds">
        <details className="disclosure">
          <summary>Snooze</summary>
          <ReasonForm
            id="snooze"
            action={action}
            values={values('snooze')}
            submit="Snooze"
            until={{
              label: 'Until',
              initial: tomorrow,
              hint: 'Its deadline does not move, and three snoozes are a red flag.',
            }}
            reason={{ label: 'Why', optional: !isRare }}
          />
        </details>
        <details className="disclosure">
          <summary>Skip this time</summary>
          <ReasonForm
            id="skip"
            action={action}
            values={values('skip')}
            submit="Skip"
            reason={{
              label: 'Why it need not be done',
              hint: 'Counts as not done; two in a row are a red flag.',
            }}
          />
        </details>
      </div>
    </>
  )
}
