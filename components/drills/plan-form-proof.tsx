'use client'

import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { hasFault, type PlanPart } from './plan-part'
import { Tick } from './tick'

/** With what the restored rows are compared, and how far they may be off. */
export function CompareFields({ state, offered, value }: PlanPart) {
  return (
    <fieldset className="field">
      <legend>What came back is compared with</legend>
      <Tick
        state={state}
        name="compareManifest"
        label="The manifest beside the backup"
        hint={
          <>
            Exact counts and fingerprints of the moment when it was written. <code>npm run -s manifest</code>{' '}
            writes one.
          </>
        }
        initial={value('compareManifest')}
      />
      {offered.sources.length > 0 && (
        <>
          <Tick
            state={state}
            name="compareSource"
            label="The database itself, as it is now"
            hint="Rows that came since then are expected to be missing: say below how many that may be."
            initial={value('compareSource')}
          />
          <SelectField
            label="Which database"
            name="sourceTargetId"
            state={state}
            choices={offered.sources.map(({ id, address }) => ({ value: id, label: address }))}
            initial={value('sourceTargetId')}
            empty="None"
          />
        </>
      )}
      <Tick
        state={state}
        name="compareLastProven"
        label="The last restore that was proven"
        hint="So a table that lost most of its rows since then is seen."
        initial={value('compareLastProven')}
      />
      <TextAreaField
        label="How far a table may be off"
        name="tolerances"
        state={state}
        initial={value('tolerances')}
        rows={2}
        hint="One per line: a table or a pattern, then rows or percent. Examples: public.orders, 100 or audit.*, 1%"
        optional
      />
    </fieldset>
  )
}

/** Questions that are shown at once. */
const firstRows = 2

/** Questions in SQL that the restored data must answer rightly, and the column that says how old they are. */
export function AssertionFields({ rows, ...part }: PlanPart & { rows: readonly number[] }) {
  const { state, value } = part
  const further = rows.slice(firstRows)
  const isOpen = further.some(
    (row) =>
      value(`assertionSql${row}` as 'assertionSql1') !== '' ||
      hasFault(state, [`assertionSql${row}`, `assertionName${row}`, `assertionExpected${row}`]),
  )
  return (
    <>
      <fieldset className="field">
        <legend>
          Questions to the data<span className="muted font-normal"> (optional, only reading)</span>
        </legend>
        {rows.slice(0, firstRows).map((row) => (
          <AssertionRow key={row} row={row} {...part} />
        ))}
        <details className="disclosure" open={isOpen || undefined}>
          <summary>More questions</summary>
          {further.map((row) => (
            <AssertionRow key={row} row={row} {...part} />
          ))}
        </details>
      </fieldset>
      <div className="form-row">
        <TextField
          label="Table whose newest row says how old the data are"
          optional
          name="newestTable"
          state={state}
          initial={value('newestTable')}
          placeholder="public.orders"
          maxLength={130}
        />
        <TextField
          label="Its column of time"
          name="newestColumn"
          state={state}
          initial={value('newestColumn')}
          placeholder="created_at"
          maxLength={63}
          hint="The measured data loss (RPO). Without it the age of the backup counts."
        />
      </div>
    </>
  )
}

function AssertionRow({ row, state, value }: PlanPart & { row: number }) {
  const name = (part: 'Name' | 'Sql' | 'Expected') => `assertion${part}${row}` as 'assertionSql1'
  return (
    <div className="drill-question">
      <TextAreaField
        label={`Question ${row}, in SQL`}
        name={name('Sql')}
        state={state}
        initial={value(name('Sql'))}
        rows={2}
        hint={row === 1 ? 'Example: select count(*) from invoices where total is null' : undefined}
      />
      <div className="form-row">
        <TextField
          label="What it asks"
          name={name('Name')}
          state={state}
          initial={value(name('Name'))}
          placeholder="No invoice without a total"
          aria-label={`What question ${row} asks`}
          maxLength={120}
        />
        <TextField
          label="Right answer"
          name={name('Expected')}
          state={state}
          initial={value(name('Expected'))}
          placeholder="0"
          aria-label={`Right answer to question ${row}`}
          hint="Empty: it must find no row."
          maxLength={500}
        />
      </div>
    </div>
  )
}
