import Link from 'next/link'
import { Cell, type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBox } from '@/components/ui/filter-box'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import { ViewTabs } from '@/components/ui/view-tabs'
import { formatNumber } from '@/lib/format/measure'
import { formatDay } from '@/lib/format/moment'
import { type FleetQuery, type ScoreSort, type ScoreView, scoreViews } from '@/lib/score/query'
import { points, signed } from '@/lib/score/sentences'
import type { FleetRow, FleetScore } from '@/lib/score/view'
import { CapsText } from './caps-text'
import { GradeMark } from './grade-mark'

const viewLabels: Readonly<Record<ScoreView, string>> = {
  all: 'All',
  A: 'A',
  B: 'B',
  C: 'C',
  D: 'D',
  F: 'F',
  unknown: 'No grade',
  unasked: 'Not asked',
}

const addressOf = (query: FleetQuery, change: Partial<Record<keyof FleetQuery, string | null>>) =>
  withQuery(
    '/score',
    {
      view: query.view === 'all' ? null : query.view,
      q: query.q,
      sort: query.sort === 'worst' ? null : query.sort,
    },
    change,
  )

const columns: readonly { key: string; title: string; sort?: ScoreSort; align?: 'right' }[] = [
  { key: 'system', title: 'System', sort: 'name' },
  { key: 'grade', title: 'Grade' },
  { key: 'points', title: 'Points', sort: 'worst', align: 'right' },
  { key: 'known', title: 'Known', sort: 'coverage', align: 'right' },
  { key: 'change', title: 'In a week', sort: 'change', align: 'right' },
  { key: 'criticality', title: 'Criticality' },
]

/** Systems by their score, worst first: systems are ranked, people never. */
export function FleetTable({ fleet }: { fleet: FleetScore }) {
  const { query } = fleet
  const keep = {
    ...(query.view === 'all' ? {} : { view: query.view }),
    ...(query.sort === 'worst' ? {} : { sort: query.sort }),
  }
  return (
    <Section title="Systems" id="systems">
      <ViewTabs
        label="Grades"
        tabs={scoreViews.map((view) => ({
          href: addressOf(query, { view: view === 'all' ? null : view, q: null }),
          label: viewLabels[view],
          count: countOf(fleet, view),
          isCurrent: view === query.view,
        }))}
        end={<FilterBox label="Name" value={query.q} keep={keep} />}
      />
      {fleet.rows.length === 0 ? (
        <EmptyState title="No system matches." actions={<Link href="/score">Clear filters</Link>}>
          {formatNumber(fleet.systems)} systems are in the list without it.
        </EmptyState>
      ) : (
        <>
          <DataTable caption="Systems by their score" columns={heads(query)}>
            {fleet.rows.map((row) => (
              <Row key={row.id} row={row} at={fleet.at} />
            ))}
          </DataTable>
          <div className="foot">
            <span>
              {fleet.rows.length} of {formatNumber(fleet.total)} shown
            </span>
            <Pager
              page={query.page}
              pages={fleet.pages}
              hrefOf={(page) => addressOf(query, { page: page === 1 ? null : String(page) })}
            />
          </div>
        </>
      )}
    </Section>
  )
}

function countOf({ systems, unasked, counts }: FleetScore, view: ScoreView): number {
  if (view === 'all') return systems
  if (view === 'unasked') return unasked
  return counts[view === 'unknown' ? '?' : view]
}

function heads(query: FleetQuery): Column[] {
  return columns.map(({ key, title, sort, align }) => ({
    key,
    align,
    title: sort ? (
      <Link href={addressOf(query, { sort: sort === 'worst' ? null : sort })} prefetch={false}>
        {title}
      </Link>
    ) : (
      title
    ),
    sort: sort === query.sort ? 'ascending' : undefined,
  }))
}

function Row({ row, at }: { row: FleetRow; at: string }) {
  return (
    <tr className="link-row" data-row>
      <th scope="row">
        <Link href={`/systems/${row.id}/score`} prefetch={false}>
          {row.name}
        </Link>
        {row.isOld && row.day && (
          <span className="why">
            last scored {formatDay(new Date(`${row.day}T00:00:00Z`), 'UTC', new Date(at))}: too long ago for a
            grade
          </span>
        )}
        {row.caps.length > 0 && (
          <span className="why">
            {points(row.posture)} → {points(row.cappedPosture)}, <CapsText caps={row.caps} />
          </span>
        )}
      </th>
      <Cell label="Grade" lead>
        {row.isAsked ? <GradeMark grade={row.grade} /> : <span className="muted">not asked</span>}
      </Cell>
      <Cell label="Points" align="right">
        {row.isAsked ? points(row.cappedPosture) : '–'}
      </Cell>
      <Cell label="Known" align="right">
        {row.isAsked ? `${points(row.coverage)} %` : '–'}
      </Cell>
      <Cell label="In a week" align="right">
        <Change row={row} at={at} />
      </Cell>
      <Cell label="Criticality" short>
        {row.criticality}
      </Cell>
    </tr>
  )
}

function Change({ row, at }: { row: FleetRow; at: string }) {
  if (row.change === null || row.changeSince === null) return <span className="muted">–</span>
  const since = formatDay(new Date(`${row.changeSince}T00:00:00Z`), 'UTC', new Date(at))
  return <span title={`since ${since}`}>{signed(row.change)}</span>
}
