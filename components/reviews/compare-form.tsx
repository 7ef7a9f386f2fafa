import { Button } from '@/components/ui/button'
import type { FinishedLine } from '@/lib/reviews/list-view'

/** Any two closed reviews side by side; a plain form, so that the choice is in the address. */
export function CompareForm({ rows }: { rows: readonly FinishedLine[] }) {
  const choices = rows.map(({ id, quarterName }) => (
    <option key={id} value={id}>
      {quarterName}
    </option>
  ))
  return (
    <form action="/reviews/compare" className="form-inline compare-form noprint">
      <div className="field">
        <label htmlFor="compare-a">Compare</label>
        <select id="compare-a" name="a" defaultValue={rows.at(-1)?.id}>
          {choices}
        </select>
      </div>
      <div className="field">
        <label htmlFor="compare-b">with</label>
        <select id="compare-b" name="b" defaultValue={rows[0]?.id}>
          {choices}
        </select>
      </div>
      <Button type="submit">Compare</Button>
    </form>
  )
}
