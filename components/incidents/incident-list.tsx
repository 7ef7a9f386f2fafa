import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { SeverityMark } from '@/components/findings/severity-mark'
import { LinkButton } from '@/components/ui/button'
import { Cell, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBox } from '@/components/ui/filter-box'
import { Moment } from '@/components/ui/moment'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { ViewTabs } from '@/components/ui/view-tabs'
import { formatDuration } from '@/lib/format/moment'
import { type IncidentView, incidentViews } from '@/lib/incidents/schema'
import { detectionNames, type IncidentLine, type IncidentList, incidentViewNames } from '@/lib/incidents/view'
import { incidentsHref } from './incidents-href'
import { QuarterTable } from './quarter-table'

interface Props {
  list: IncidentList
  path: string
  zone: string
  ofOne?: boolean
}

/** Incidents with their views, filter and pages, and what became of them quarter by quarter. */
export function IncidentsOf({ list, path, zone, ofOne = false }: Props) {
  const { filter, rows, page, pages, total } = list
  return (
    <>
      <ViewTabs
        label="Views"
        tabs={incidentViews.map((view) => ({
          href: incidentsHref(path, filter, { view }),
          label: incidentViewNames[view],
          count: countOf(list, view),
          isCurrent: view === filter.view,
        }))}
        end={
          <FilterBox
            label="Filter incidents"
            value={filter.q}
            keep={{
              ...(filter.view === 'open' ? {} : { view: filter.view }),
              ...(filter.quarter ? { quarter: filter.quarter } : {}),
            }}
          />
        }
      />
      {filter.quarter && (
        <p className="sec-note">
          Only those that began in {filter.quarter.replace('-', ' ')}.{' '}
          <Link href={incidentsHref(path, filter, { quarter: null })} prefetch={false}>
            Show all quarters
          </Link>
        </p>
      )}
      {rows.length === 0 ? (
        <Nothing list={list} path={path} ofOne={ofOne} />
      ) : (
        <IncidentTable rows={rows} zone={zone} now={list.now} ofOne={ofOne} total={total} />
      )}
      <Pager page={page} pages={pages} hrefOf={(to) => incidentsHref(path, filter, { page: to })} />
      {list.quarters.length > 0 && (
        <Section title="By quarter" id="quarters">
          <QuarterTable
            quarters={list.quarters}
            hrefOf={(quarter) => incidentsHref(path, filter, { quarter, view: 'all' })}
          />
        </Section>
      )}
    </>
  )
}

function countOf({ counts }: IncidentList, view: IncidentView): number {
  if (view === 'no-prevention') return counts.withoutPrevention
  return counts[view]
}

function Nothing({ list, path, ofOne }: { list: IncidentList; path: string; ofOne: boolean }) {
  const { filter, counts } = list
  if (counts.all === 0)
    return (
      <EmptyState title={ofOne ? 'No incident of this system is on record.' : 'No incident is on record.'}>
        Write down the next one, however small: what happened, who noticed it first, what it cost. Then say
        what would have prevented it. It can also be started from a finding or from an alert.
      </EmptyState>
    )
  const isFiltered = filter.q !== '' || filter.quarter !== null || filter.page > 1
  if (isFiltered)
    return (
      <EmptyState title="Nothing fits." actions={<LinkButton href={path}>Show what is open</LinkButton>}>
        No incident of this view fits what was asked for.
      </EmptyState>
    )
  return (
    <EmptyState
      title={filter.view === 'open' ? 'No incident is open.' : 'No such incident.'}
      actions={<LinkButton href={incidentsHref(path, filter, { view: 'all' })}>Show all of them</LinkButton>}
    />
  )
}

const columns = (ofOne: boolean) => [
  { key: 'incident', title: 'Incident' },
  { key: 'state', title: 'State' },
  ...(ofOne ? [] : [{ key: 'system', title: 'System' }]),
  { key: 'began', title: 'Began' },
  { key: 'noticed', title: 'Noticed by' },
  { key: 'severity', title: 'Severity' },
  { key: 'prevention', title: 'Prevention' },
]

function IncidentTable({
  rows,
  zone,
  now,
  ofOne,
  total,
}: {
  rows: readonly IncidentLine[]
  zone: string
  now: string
  ofOne: boolean
  total: number
}) {
  return (
    <DataTable
      caption={`${total} ${total === 1 ? 'incident' : 'incidents'}, newest first`}
      columns={columns(ofOne)}
    >
      {rows.map((row) => (
        <tr key={row.id} data-row>
          <th scope="row">
            <Link href={`/incidents/${row.number}`} prefetch={false}>
              {row.title}
            </Link>
            <span className="why">
              I-{row.number} · {lastedOf(row, now)}
            </span>
          </th>
          <Cell label="State" lead short>
            <VerdictBadge {...stateOf(row)} />
          </Cell>
          {!ofOne && (
            <Cell label="System">
              <Link href={`/systems/${row.systemId}/incidents`} prefetch={false}>
                {row.system}
              </Link>
            </Cell>
          )}
          <Cell label="Began" short>
            <Moment at={row.startedAt} zone={zone} now={now} />
          </Cell>
          <Cell label="Noticed by">
            {detectionNames[row.detectedBy]}
            <span className="why">{noticedAfter(row)}</span>
          </Cell>
          <Cell label="Severity" short>
            <SeverityMark severity={row.severity} />
          </Cell>
          <Cell label="Prevention">{preventionWords(row)}</Cell>
        </tr>
      ))}
    </DataTable>
  )
}

const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1_000

function lastedOf({ startedAt, endedAt }: IncidentLine, now: string): string {
  return endedAt
    ? `lasted ${formatDuration(seconds(startedAt, endedAt))}`
    : `going on for ${formatDuration(seconds(startedAt, now))}`
}

function noticedAfter({ startedAt, detectedAt }: IncidentLine): string {
  const delay = seconds(startedAt, detectedAt)
  return delay < 60 ? 'at once' : `after ${formatDuration(delay)}`
}

/** Closed is the one state that is fine. */
function stateOf({ state, proven, unproven, gone }: IncidentLine) {
  if (gone > 0) return { verdict: 'warn', word: 'prevention gone' } as const
  if (state === 'closed') return { verdict: 'ok', word: 'closed' } as const
  if (proven + unproven === 0) return { verdict: 'fail', word: 'no prevention' } as const
  return unproven > 0
    ? ({ verdict: 'unknown', word: 'not proven' } as const)
    : ({ verdict: 'warn', word: 'to be closed' } as const)
}

function preventionWords({ state, proven, unproven, gone }: IncidentLine): string {
  const total = proven + unproven + gone
  if (total === 0) return state === 'closed' ? 'Not preventable' : 'None yet'
  return `${proven} of ${total} proven${gone > 0 ? `, ${gone} gone` : ''}`
}
