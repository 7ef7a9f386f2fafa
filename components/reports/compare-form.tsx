import { Button } from '@/components/ui/button'
import type { ReportHead } from '@/lib/reports/view'

/** Any two reports side by side; a plain form, so that the choice is in the address. */
export function CompareForm({ reports }: { reports: readonly ReportHead[] }) {
  const choices = reports.map(({ id, title, scopeName }) => (
    <option key={id} value={id}>
      {title} · {scopeName}
    </option>
  ))
  return (
    <form action="/reports/compare" className="form-inline compare-form noprint">
      <div className="field">
        <label htmlFor="compare-a">Compare</label>
        <select id="compare-a" name="a" defaultValue={reports[1]?.id}>
          {choices}
        </select>
      </div>
      <div className="field">
        <label htmlFor="compare-b">with</label>
        <select id="compare-b" name="b" defaultValue={reports[0]?.id}>
          {choices}
        </select>
      </div>
      <Button type="submit">Compare</Button>
    </form>
  )
}
