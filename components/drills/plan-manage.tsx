'use client'

import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { Section } from '@/components/ui/section'
import { TextAreaField } from '@/components/ui/text-area-field'

interface PlanManageProps {
  ids: { systemId: string; planId: string }
  isPaused: boolean
  actions: { pause: FormAction; resume: FormAction; end: FormAction }
}

/** Pausing a plan, letting it go on, ending it for good. */
export function PlanManage({ ids, isPaused, actions }: PlanManageProps) {
  return (
    <div className="noprint">
      <Section title="Pause or end" id="manage">
        {isPaused && (
          <div className="actions sec-body">
            <VerbForm action={actions.resume} verb="Let it go on" values={ids} />
          </div>
        )}
        <div className="folds">
          {!isPaused && (
            <details className="disclosure">
              <summary>Pause</summary>
              <ActionForm action={actions.pause} submit="Pause the plan" variant="default">
                {(state) => (
                  <>
                    <Hidden {...ids} />
                    <TextAreaField
                      label="Why"
                      name="reason"
                      state={state}
                      hint="Its last proof keeps ageing meanwhile, and the red flag is raised when it is too old."
                      rows={2}
                      required
                    />
                  </>
                )}
              </ActionForm>
            </details>
          )}
          <details className="disclosure">
            <summary>End</summary>
            <ActionForm action={actions.end} submit="End the plan" variant="danger">
              {() => (
                <>
                  <Hidden {...ids} />
                  <p className="prose">
                    Nothing is restored by it any more. Its runs and what they proved stay on record.
                  </p>
                </>
              )}
            </ActionForm>
          </details>
        </div>
      </Section>
    </div>
  )
}

function Hidden({ systemId, planId }: PlanManageProps['ids']) {
  return (
    <>
      <input type="hidden" name="systemId" value={systemId} />
      <input type="hidden" name="planId" value={planId} />
    </>
  )
}
