'use client'

import { useSyncExternalStore } from 'react'
import { Field, fieldControl } from '@/components/ui/field'
import type { FormState } from '@/lib/form-state'

interface TimeZoneFieldProps {
  zones: readonly string[]
  state: FormState
  /** The zone in use; without one, the browser's is proposed. */
  initial?: string
}

const never = () => () => {}

/** Time zone as a list of names; the server cannot know the browser's zone, so it proposes UTC. */
export function TimeZoneField({ zones, state, initial }: TimeZoneFieldProps) {
  const own = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
  const proposed = initial ?? (zones.includes(own) ? own : 'UTC')
  const value = state.values?.timeZone ?? proposed
  const error = state.fields?.timeZone
  const hint = 'Times are shown in this zone.'
  return (
    <Field label="Time zone" name="timeZone" hint={hint} error={error}>
      <select key={value} {...fieldControl('timeZone', { hint, error })} defaultValue={value}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
    </Field>
  )
}
