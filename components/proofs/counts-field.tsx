import { TextAreaField } from '@/components/ui/text-area-field'
import { countRows } from '@/lib/drills/count-rows'
import type { FormState } from '@/lib/form-state'

/** Tables with the rows that were expected and found; further ones as lines. */
export function CountsField({ state }: { state: FormState }) {
  const errors = countRows.flatMap((row) =>
    ['what', 'expected', 'found'].flatMap((part) => state.fields?.[`${part}${row}`] ?? []),
  )
  return (
    <fieldset className="field">
      <legend>
        What was compared<span className="muted font-normal"> (tables and their rows)</span>
      </legend>
      <div className="drill-counts">
        <span aria-hidden="true">Table</span>
        <span aria-hidden="true">Expected</span>
        <span aria-hidden="true">Found</span>
        {countRows.map((row) => (
          <CountRow key={row} row={row} state={state} />
        ))}
      </div>
      {errors.map((sentence) => (
        <p key={sentence} className="field-error">
          {sentence}
        </p>
      ))}
      <details className="disclosure" open={Boolean(state.fields?.furtherCounts)}>
        <summary>More than {countRows.length}</summary>
        <TextAreaField
          label="Further counts"
          name="furtherCounts"
          state={state}
          rows={4}
          hint="One per line: what, expected, found. Example: order_lines, 402118, 402118"
          optional
        />
      </details>
    </fieldset>
  )
}

function CountRow({ row, state }: { row: number; state: FormState }) {
  const parts = [
    { name: `what${row}`, label: `Table ${row}`, mode: undefined },
    { name: `expected${row}`, label: `Rows expected in table ${row}`, mode: 'numeric' },
    { name: `found${row}`, label: `Rows found in table ${row}`, mode: 'numeric' },
  ] as const
  return parts.map(({ name, label, mode }) => (
    <input
      key={name}
      id={name}
      name={name}
      className="input"
      aria-label={label}
      aria-invalid={state.fields?.[name] ? true : undefined}
      inputMode={mode}
      defaultValue={state.values?.[name] ?? ''}
      maxLength={120}
    />
  ))
}
