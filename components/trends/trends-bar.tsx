import Link from 'next/link'
import { Button, LinkButton } from '@/components/ui/button'
import { withQuery } from '@/components/ui/query-link'
import { type TrendsQuery, type WeekRange, weekRangeNames } from '@/lib/trends/schema'
import type { TrendsView } from '@/lib/trends/view'

/** Address of the page with some parts changed; what is usual is left out. */
export const trendsHref = (
  query: TrendsQuery,
  change: Partial<Record<keyof TrendsQuery, string | null>> = {},
): string =>
  withQuery(
    '/trends',
    { range: query.range === '12w' ? null : query.range, team: query.team, until: query.until },
    change,
  )

const ranges = Object.entries(weekRangeNames) as [WeekRange, string][]

/** Range, team, and the way to the weeks before: all of it in the address. */
export function TrendsBar({ view }: { view: TrendsView }) {
  const { query } = view
  return (
    <div className="trends-bar noprint">
      <ul className="ranges" aria-label="Range">
        {ranges.map(([range, name]) => (
          <li key={range}>
            <Link
              href={trendsHref(query, { range: range === '12w' ? null : range })}
              prefetch={false}
              aria-current={range === query.range ? 'true' : undefined}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <search>
        <form action="/trends" className="search">
          {query.range !== '12w' && <input type="hidden" name="range" value={query.range} />}
          {query.until && <input type="hidden" name="until" value={query.until} />}
          <label className="vh" htmlFor="team">
            Team
          </label>
          <select key={query.team} className="input" id="team" name="team" defaultValue={query.team ?? ''}>
            <option value="">All teams</option>
            {view.teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <Button type="submit">Show</Button>
        </form>
      </search>
      <nav className="actions" aria-label="Weeks before and after">
        <LinkButton href={trendsHref(query, { until: view.previous })} data-hotkey="[" aria-keyshortcuts="[">
          Earlier
        </LinkButton>
        {view.next !== null && (
          <LinkButton href={trendsHref(query, { until: view.next })} data-hotkey="]" aria-keyshortcuts="]">
            Later
          </LinkButton>
        )}
      </nav>
    </div>
  )
}
