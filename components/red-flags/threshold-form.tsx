'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Field, fieldControl } from '@/components/ui/field'
import type { ThresholdView } from '@/lib/red-flags/view'

interface ThresholdsProps {
  flagKey: string
  thresholds: readonly ThresholdView[]
  /** What the address holds, when numbers are being tried. */
  typed: Readonly<Record<string, string>>
  faults: Readonly<Record<string, string>>
}

/** The numbers of a rule; trying them is an address, so that its effect can be sent around. */
export function ThresholdForm({ flagKey, thresholds, typed, faults }: ThresholdsProps) {
  return (
    <form action={`/red-flags/${flagKey}#numbers`} method="get" className="form form-wide">
      <input type="hidden" name="try" value="1" />
      <div className="form-row">
        {thresholds.map(({ key, label, unit, value, initial, min, max }) => {
          const hint = `${unit}, ${min} to ${max}; as shipped ${initial}`
          const error = faults[key]
          return (
            <Field key={key} label={label} name={key} hint={hint} error={error}>
              <input
                {...fieldControl(key, { hint, error })}
                inputMode="decimal"
                defaultValue={typed[key] ?? String(value)}
                autoComplete="off"
              />
            </Field>
          )
        })}
      </div>
      <div className="actions">
        <Button type="submit">Show the effect</Button>
      </div>
    </form>
  )
}

/** Saves the numbers whose effect was shown. */
export function SaveThresholds({
  flagKey,
  numbers,
  action,
}: {
  flagKey: string
  numbers: Readonly<Record<string, number>>
  action: FormAction
}) {
  return (
    <ActionForm action={action} submit="Save these numbers">
      {() => (
        <>
          <input type="hidden" name="key" value={flagKey} />
          {Object.entries(numbers).map(([key, value]) => (
            <input key={key} type="hidden" name={`number.${key}`} value={value} />
          ))}
        </>
      )}
    </ActionForm>
  )
}
