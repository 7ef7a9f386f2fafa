'use client'

import { Field, fieldControl } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { ScheduleFields as Fields } from '@/lib/tasks/schedule-form'
import type { ScheduleType } from '@/lib/tasks/schedule-schema'
import { SchedulePreview } from './schedule-preview'

interface ScheduleProps {
  state: FormState
  initial: Fields
  /** "Sun 02:00–05:00", or null while the system has none. */
  window: string | null
}

const types: readonly { value: ScheduleType; label: string }[] = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'On weekdays' },
  { value: 'monthly-day', label: 'Each month on a day' },
  { value: 'monthly-weekday', label: 'Each month on a weekday' },
  { value: 'quarterly-day', label: 'Each quarter on a day' },
  { value: 'quarterly-weekday', label: 'Each quarter on a weekday' },
  { value: 'yearly', label: 'Once a year' },
  { value: 'interval', label: 'Every so many days, weeks or months' },
  { value: 'cron', label: 'Cron expression' },
]

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const numbered = (names: readonly string[]) =>
  names.map((label, index) => ({ value: String(index + 1), label }))
const nths = [...numbered(['First', 'Second', 'Third', 'Fourth', 'Fifth']), { value: 'last', label: 'Last' }]

/**
 * How a task repeats. All parts are in the page; which of them a type needs is shown by the style sheet, so that
 * choosing works without JavaScript.
 */
export function ScheduleFields({ state, initial, window }: ScheduleProps) {
  const error = state.fields?.scheduleType
  const chosen = state.values?.scheduleType ?? initial.scheduleType
  return (
    <fieldset
      className="field schedule"
      id="scheduleType"
      aria-describedby={error ? 'scheduleType-error' : undefined}
    >
      <legend>How it repeats</legend>
      {error && (
        <p className="field-error" id="scheduleType-error">
          {error}
        </p>
      )}
      <div className="schedule-types">
        {types.map(({ value, label }) => (
          <label key={value} className="choice">
            <input
              key={String(chosen === value)}
              type="radio"
              name="scheduleType"
              value={value}
              defaultChecked={chosen === value}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <div className="form-row">
        <Weekdays state={state} initial={initial} />
        <DayParts state={state} initial={initial} />
        <PeriodParts state={state} initial={initial} />
        <TimeParts state={state} initial={initial} window={window} />
      </div>
      <SchedulePreview preview={state.preview} />
    </fieldset>
  )
}

function Weekdays({ state, initial }: Omit<ScheduleProps, 'window'>) {
  const chosen = (state.values ? (state.values['weekdays[]'] ?? '') : initial.weekdays).split(',')
  const error = state.fields?.weekdays
  return (
    <fieldset
      className="field part for-weekly"
      id="weekdays"
      aria-describedby={error ? 'weekdays-error' : undefined}
    >
      <legend>Weekdays</legend>
      <div className="weekday-boxes">
        {numbered(weekdays).map(({ value, label }) => (
          <label key={value} className="choice">
            <input
              key={String(chosen.includes(value))}
              type="checkbox"
              name="weekdays[]"
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {error && (
        <p className="field-error" id="weekdays-error">
          {error}
        </p>
      )}
    </fieldset>
  )
}

function DayParts({ state, initial }: Omit<ScheduleProps, 'window'>) {
  return (
    <>
      <div className="part for-quarterly-weekday">
        <SelectField
          label="Month of the quarter"
          name="quarterMonth"
          state={state}
          choices={numbered(['First', 'Second', 'Third'])}
          initial={Number(initial.month) <= 3 ? initial.month : '1'}
        />
      </div>
      <div className="part for-yearly">
        <SelectField
          label="Month"
          name="month"
          state={state}
          choices={numbered(months)}
          initial={initial.month}
        />
      </div>
      <div className="part for-monthly-weekday for-quarterly-weekday">
        <SelectField label="Which one" name="nth" state={state} choices={nths} initial={initial.nth} />
      </div>
      <div className="part for-monthly-weekday for-quarterly-weekday">
        <SelectField
          label="Weekday"
          name="weekday"
          state={state}
          choices={numbered(weekdays)}
          initial={initial.weekday}
        />
      </div>
      <div className="part for-monthly-day for-quarterly-day for-yearly">
        <TextField
          label="Day"
          name="day"
          state={state}
          initial={initial.day}
          hint="A number such as 15, or last. In a quarter up to 92."
        />
      </div>
      <div className="part for-monthly-day for-monthly-weekday for-quarterly-day for-quarterly-weekday for-yearly">
        <SelectField
          label="Where that day is missing"
          name="missing"
          state={state}
          choices={[
            { value: 'last', label: 'Take the last one' },
            { value: 'skip', label: 'Leave it out' },
          ]}
          initial={initial.missing}
        />
      </div>
    </>
  )
}

function PeriodParts({ state, initial }: Omit<ScheduleProps, 'window'>) {
  return (
    <>
      <div className="part for-interval">
        <TextField label="Every" name="every" inputMode="numeric" state={state} initial={initial.every} />
      </div>
      <div className="part for-interval">
        <SelectField
          label="Unit"
          name="unit"
          state={state}
          choices={['days', 'weeks', 'months'].map((unit) => ({ value: unit, label: unit }))}
          initial={initial.unit}
        />
      </div>
      <div className="part for-cron">
        <TextField
          label="Five fields"
          name="expression"
          state={state}
          initial={initial.expression}
          autoComplete="off"
          spellCheck={false}
          hint="Minute, hour, day, month, weekday: 30 2 * * 1 is Mondays at 02:30."
        />
      </div>
    </>
  )
}

function TimeParts({ state, initial, window }: ScheduleProps) {
  const inWindow = state.values ? state.values.atWindow === 'on' : initial.at === 'window'
  const at = state.values?.at ?? (initial.at === 'window' ? '02:00' : initial.at)
  const error = state.fields?.at
  return (
    <div className="part not-cron">
      <Field label="Time of day" name="at" error={error} hint="In the time zone below.">
        <input {...fieldControl('at', { error, hint: true })} type="time" defaultValue={at} />
      </Field>
      <label className="choice">
        <input key={String(inWindow)} type="checkbox" name="atWindow" defaultChecked={inWindow} />
        <span>
          When the low-traffic window begins instead
          <span className="field-hint block">
            {window ?? 'This system has none yet: 02:00 holds until it has.'}
          </span>
        </span>
      </label>
    </div>
  )
}
