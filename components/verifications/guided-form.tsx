'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { GuidedForm as Fields } from '@/lib/verifications/guided-schema'
import type { GuidedFormView } from '@/lib/verifications/guided-view'
import { areaQuestions } from '@/lib/verifications/view'

interface GuidedFormProps {
  offered: GuidedFormView
  /** Numbers of the rows for databases. */
  rows: readonly (1 | 2 | 3)[]
  systemId: string
  action: FormAction
}

interface Part {
  state: FormState
  offered: GuidedFormView
  value: (name: keyof Fields) => string
}

/** What is compared around a migration: databases, files, volumes, dependencies, jobs. */
export function GuidedForm({ offered, rows, systemId, action }: GuidedFormProps) {
  return (
    <div className="form-wide">
      <ActionForm action={action} submit="Plan the verification">
        {(state) => {
          const part: Part = { state, offered, value: (name) => offered.values[name] ?? '' }
          return (
            <>
              <input type="hidden" name="systemId" value={systemId} />
              <TextField
                label="What moves"
                name="title"
                state={state}
                initial={part.value('title')}
                placeholder="PostgreSQL 15 to 18"
                maxLength={200}
                required
              />
              <Databases {...part} rows={rows} />
              <Files {...part} />
              <Around {...part} />
            </>
          )
        }}
      </ActionForm>
    </div>
  )
}

function Databases({ state, offered, value, rows }: Part & Pick<GuidedFormProps, 'rows'>) {
  const [first, ...others] = rows
  const isUsed = others.some((row) =>
    (['Name', 'Before', 'After'] as const).some((part) => {
      const field = `database${row}${part}` as const
      return state.values?.[field] || state.fields?.[field] || value(field)
    }),
  )
  return (
    <fieldset className="field guided-group">
      <legend>Databases</legend>
      <p className="field-hint">
        postgresql://auditor:password@host:5432/orders, or the path of a SQLite file. An address that
        Wheeltapper watches already is suggested, and needs no password. Passwords are sealed and never shown
        again, also when this form comes back with an error: type them anew then. An account that may only
        read everything is enough (pg_read_all_data).
      </p>
      <datalist id="known-databases">
        {offered.databases.map(({ id, address }) => (
          <option key={id} value={address} />
        ))}
      </datalist>
      {first && <Database row={first} state={state} value={value} />}
      <details className="disclosure" open={isUsed}>
        <summary>More databases</summary>
        {others.map((row) => (
          <Database key={row} row={row} state={state} value={value} />
        ))}
      </details>
    </fieldset>
  )
}

/** One database: what it is called, where it is, and where it will be. */
function Database({ row, state, value }: Pick<Part, 'state' | 'value'> & { row: 1 | 2 | 3 }) {
  const address = { state, list: 'known-databases', autoComplete: 'off', spellCheck: false, maxLength: 1_000 }
  return (
    <div className="guided-database">
      <TextField
        label={`Name of database ${row}`}
        name={`database${row}Name`}
        state={state}
        initial={value(`database${row}Name`)}
        placeholder={row === 1 ? 'orders' : undefined}
        maxLength={60}
      />
      <TextField
        {...address}
        label={`Database ${row} is at`}
        name={`database${row}Before`}
        initial={value(`database${row}Before`)}
      />
      <TextField
        {...address}
        label={`Database ${row} will be at`}
        name={`database${row}After`}
        initial={value(`database${row}After`)}
        placeholder="the same address"
      />
    </div>
  )
}

function Files({ state, value }: Part) {
  return (
    <>
      <TextAreaField
        label="Folders of files"
        name="folders"
        state={state}
        initial={value('folders')}
        rows={3}
        optional
        hint="One a line: a name, where it is, and where it will be when it moves, e.g. uploads: /srv/old/uploads -> /srv/new/uploads. The worker must be able to read both."
      />
      <TextAreaField
        label="Rows that name files"
        name="rows"
        state={state}
        initial={value('rows')}
        rows={3}
        optional
        hint="One a line: the column that holds a path, and its folder, e.g. public.attachment.path in uploads. Every row must have its file, and every file its row."
      />
      <TextAreaField
        label="Volumes"
        name="volumes"
        state={state}
        initial={value('volumes')}
        rows={2}
        optional
        hint="One a line, e.g. data: /mnt/data. Each must be a mount of its own afterwards, with room."
      />
    </>
  )
}

function Around({ state, offered, value }: Part) {
  return (
    <>
      {offered.needs.length > 0 && (
        <ChoiceList
          legend="Must be reached afterwards"
          name="needs"
          state={state}
          many
          choices={offered.needs.map(({ id, address, systemName }) => ({
            value: id,
            label: address,
            hint: systemName,
          }))}
          chosen={value('needs').split(',')}
        />
      )}
      <TextAreaField
        label="Other dependencies"
        name="dependencies"
        state={state}
        initial={value('dependencies')}
        rows={2}
        optional
        hint="One a line, e.g. mail: smtp.example.com:25 or https://pay.example.com/health."
      />
      <ChoiceList
        legend="Jobs that must have run since"
        name="jobs"
        state={state}
        many
        choices={offered.jobs.map(({ value: job, name, detail }) => ({
          value: job,
          label: name,
          hint: detail,
        }))}
        chosen={value('jobs').split(',')}
        none="This system has neither tasks nor checks yet, so nothing could show that its jobs ran."
      />
      <ChoiceList
        legend="What this system does not have"
        hint="Every area is either compared or said not to exist: what nobody looked at cannot be signed."
        name="without"
        state={state}
        many
        choices={Object.entries(areaQuestions).map(([area, { title }]) => ({
          value: area,
          label: `No ${title.toLowerCase()}`,
        }))}
        chosen={value('without').split(',')}
      />
    </>
  )
}
