'use client'

import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import { TextField } from '@/components/ui/text-field'
import type { CheckForm } from '@/lib/checks/changes'
import { longestPauseDays } from '@/lib/checks/pause-limit'

interface Props {
  check: CheckForm
  zone: string
  actions: { pause: FormAction; resume: FormAction }
}

/** A pause has a reason and an end; it shows as off, never as passing. */
export function PauseForms({ check, zone, actions }: Props) {
  if (check.pausedUntil) {
    return (
      <Section title="Paused" id="pause">
        <p className="sec-note prose">
          Until <Moment at={check.pausedUntil} zone={zone} />: {check.pausedReason}
        </p>
        <VerbForm action={actions.resume} verb="Resume now" values={{ checkId: check.id }} />
      </Section>
    )
  }
  return (
    <Section title="Pause" id="pause">
      <ActionForm action={actions.pause} submit="Pause" variant="default">
        {(state) => (
          <>
            <input type="hidden" name="checkId" value={check.id} />
            <TextField label="Why" name="reason" state={state} placeholder="Planned migration" required />
            <TextField
              label="For how many days"
              name="days"
              inputMode="decimal"
              state={state}
              initial="1"
              hint={`At most ${longestPauseDays}; then it runs again by itself.`}
              required
            />
          </>
        )}
      </ActionForm>
    </Section>
  )
}
