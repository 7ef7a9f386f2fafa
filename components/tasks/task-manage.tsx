'use client'

import { Fold } from '@/components/findings/finding-form'
import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { Field, fieldControl } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { TextAreaField } from '@/components/ui/text-area-field'

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
          <Fold label="Pause">
            <ActionForm action={action} submit="Pause" variant="default">
              {(state) => (
                <>
                  <input type="hidden" name="taskId" value={taskId} />
                  <input type="hidden" name="do" value="pause" />
                  <TextAreaField
                    label="Why"
                    name="reason"
                    id="pause-reason"
                    state={state}
                    rows={2}
                    required
                  />
                  <Field
                    label="Last day of the pause"
                    name="until"
                    id="pause-until"
                    error={state.fields?.until}
                    hint="Then it runs again by itself. Periods in between show as paused, not as done."
                  >
                    <input
                      {...fieldControl('until', {
                        id: 'pause-until',
                        error: state.fields?.until,
                        hint: true,
                      })}
                      type="date"
                      min={soonest}
                      max={latest}
                      defaultValue={state.values?.until ?? ''}
                      required
                    />
                  </Field>
                </>
              )}
            </ActionForm>
          </Fold>
        )}
        <Fold label="Archive">
          <ActionForm action={action} submit="Archive task" variant="danger">
            {(state) => (
              <>
                <input type="hidden" name="taskId" value={taskId} />
                <input type="hidden" name="do" value="archive" />
                <TextAreaField
                  label="Why it is no longer done"
                  name="reason"
                  id="archive-reason"
                  state={state}
                  hint="Nothing is asked for any more; its record stays readable."
                  rows={2}
                  required
                />
              </>
            )}
          </ActionForm>
        </Fold>
      </div>
    </Section>
  )
}
