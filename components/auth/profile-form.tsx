'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { TextField } from '@/components/ui/text-field'
import type { Landing, Role, Viewer } from '@/lib/auth/viewer'
import { TimeZoneField } from './time-zone-field'

const themes = [
  { value: 'system', label: 'As the device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

const roleHints: Readonly<Record<Role, string>> = {
  viewer: 'The day: what needs somebody, and what runs out.',
  maintainer: 'The day: what needs somebody, and what runs out.',
  manager: 'The newest weekly report; the day, as long as there is none.',
  admin: 'The day: what needs somebody, and what runs out.',
}

const landingChoices = (role: Role): { value: Landing; label: string; hint?: string }[] => [
  { value: 'role', label: 'As my role needs it', hint: roleHints[role] },
  { value: 'today', label: 'Today' },
  { value: 'report', label: 'The newest weekly report' },
  { value: 'fleet', label: 'Fleet' },
]

/** What a person sets for themselves. */
export function ProfileForm({
  action,
  viewer,
  zones,
}: {
  action: FormAction
  viewer: Pick<Viewer, 'name' | 'timeZone' | 'theme' | 'hotkeys' | 'landing' | 'role'>
  zones: readonly string[]
}) {
  return (
    <ActionForm action={action} submit="Save">
      {(state) => (
        <>
          <TextField
            label="Name"
            name="name"
            autoComplete="name"
            required
            initial={viewer.name}
            state={state}
          />
          <TimeZoneField zones={zones} state={state} initial={viewer.timeZone} />
          <ChoiceList legend="Theme" name="theme" state={state} choices={themes} chosen={[viewer.theme]} />
          <ChoiceList
            legend="Where signing in leads"
            name="landing"
            state={state}
            choices={landingChoices(viewer.role)}
            chosen={[viewer.landing]}
          />
          <label className="choice">
            <input
              key={String(viewer.hotkeys)}
              type="checkbox"
              name="hotkeys"
              defaultChecked={viewer.hotkeys}
            />
            <span>
              Single-key shortcuts
              <span className="field-hint block">Every one of them also has a visible control.</span>
            </span>
          </label>
        </>
      )}
    </ActionForm>
  )
}
