import { Button } from '@/components/ui/button'
import type { FindingFilter } from '@/lib/findings/schema'
import { severities } from '@/lib/findings/severity'

/** The filter bar: a plain GET form, so that what is typed ends up in the address. */
export function FindingFilters({ filter }: { filter: FindingFilter }) {
  return (
    <form action="/findings" className="search filter-bar">
      {filter.view !== 'open' && <input type="hidden" name="view" value={filter.view} />}
      {filter.sort !== 'severity' && <input type="hidden" name="sort" value={filter.sort} />}
      {filter.system && <input type="hidden" name="system" value={filter.system} />}
      <label className="vh" htmlFor="q">
        Filter findings
      </label>
      <input
        key={filter.q}
        className="input"
        type="search"
        id="q"
        name="q"
        defaultValue={filter.q}
        placeholder="Title, system or F-12"
        maxLength={200}
        aria-keyshortcuts="/"
        data-hotkey="/"
      />
      <label className="vh" htmlFor="severity">
        Severity
      </label>
      <select
        key={filter.severity}
        className="input"
        id="severity"
        name="severity"
        defaultValue={filter.severity ?? ''}
      >
        <option value="">Any severity</option>
        {severities.map((severity) => (
          <option key={severity} value={severity}>
            {severity}
          </option>
        ))}
      </select>
      <Button type="submit">Filter</Button>
    </form>
  )
}
