import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { Section } from '@/components/ui/section'
import { ReasonForm } from './reason-form'

interface ManageProps {
  taskId: string
  isPaused: boolean
  /** First and last day on which a pause may end. */
  soonest: string
  latest: string
  action: FormAction
}

/** Pausing, resuming and archiving a task. A pause has a reason and an end. */
export function TaskManage({ taskId, isPaused, soonest, latest, action }: ManageProps) {
  return (
    <Section title="Pause or archive" id="manage">
      {isPaused && (
        <div className="actions occurrence-verbs">
          <VerbForm action={action} verb="Resume now" values={{ taskId, do: 'resume' }} />
        </div>
      )}
      <div className="folds">
        {!isPaused && (
          <details className="disclosure">
            <summary>Pause</summary>
            <ReasonForm
              id="pause"
              action={action}
              values={{ taskId, do: 'pause' }}
              submit="Pause"
              until={{
                label: 'Last day of the pause',
                min: soonest,
                max: latest,
                hint: 'Then it runs again by itself. Periods in between show as paused, not as done.',
              }}
              reason={{ label: 'Why' }}
            />
          </details>
        )}
        <details className="disclosure">
          <summary>Archive</summary>
          <ReasonForm
            id="archive"
            action={action}
            values={{ taskId, do: 'archive' }}
            submit="Archive task"
            variant="danger"
            reason={{
              label: 'Why it is no longer done',
              hint: 'Nothing is asked for any more; its record stays readable.',
            }}
          />
        </details>
      </div>
    </Section>
  )
}
