import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { formatNumber } from '@/lib/format/measure'
import type { TasksQuery } from '@/lib/tasks/schema'
import { type DueGroup, type DueList, dueGroups, groupNames, type OccurrenceLine } from '@/lib/tasks/view'
import { DueTime } from './due-time'
import { OccurrenceBadge } from './occurrence-badge'
import { occurrenceNotes, occurrenceWord } from './occurrence-word'
import { isFiltered, recordHref, tasksHref } from './tasks-href'
import { NothingMatches, NothingPlanned } from './tasks-nothing'

interface RowProps {
  line: OccurrenceLine
  zone: string
  now: string
  isFirst: boolean
}

/** What comes next: what is not yet due asks for nothing, and what a check proves is not recorded by hand. */
function rowVerb({ editable, status, automation }: OccurrenceLine): string {
  if (!editable || status === 'upcoming') return 'Open'
  return automation === 'check' ? 'See why' : 'Record'
}

function Row({ line, zone, now, isFirst }: RowProps) {
  const verb = rowVerb(line)
  return (
    <li className="row task-row" data-row>
      <OccurrenceBadge status={line.status} word={occurrenceWord(line, zone, new Date(now))} />
      <div className="row-text">
        <p>
          <Link href={`/tasks/${line.taskId}?occurrence=${line.id}`} prefetch={false}>
            {line.title}
          </Link>{' '}
          on <b>{line.system}</b>
        </p>
        <p className="row-why">{occurrenceNotes(line).join(' · ')}</p>
      </div>
      <span className="row-side">
        <span>
          by <DueTime at={line.dueAt} zone={zone} now={now} />
        </span>
        <span className="muted small">{line.owner?.name ?? 'nobody'}</span>
      </span>
      <LinkButton
        href={recordHref(line)}
        variant={isFirst ? 'primary' : 'default'}
        data-hotkey="e"
        aria-keyshortcuts="e"
      >
        {verb}
        <span className="vh">
          : {line.title} on {line.system}
        </span>
      </LinkButton>
      <span className="sheet-blank" data-label={line.measureLabel ?? 'Result'} />
      <span className="sheet-blank sheet-short" data-label="Initials" />
    </li>
  )
}

function Group({ list, group, query }: { list: DueList; group: DueGroup; query: TasksQuery }) {
  const { rows, total } = list.groups[group]
  if (total === 0) return null
  const { now, zone } = list.head
  const first = dueGroups.find((each) => list.groups[each].rows.length > 0)
  return (
    <div className={`due-group due-${group}`}>
      <Section
        title={groupNames[group]}
        id={group}
        count={
          rows.length < total ? `${formatNumber(rows.length)} of ${formatNumber(total)}` : formatNumber(total)
        }
      >
        <ol className="rows">
          {rows.map((line, index) => (
            <Row key={line.id} line={line} zone={zone} now={now} isFirst={group === first && index === 0} />
          ))}
        </ol>
        {group === 'overdue' && list.pages > 1 && (
          <footer className="foot">
            <span>
              {rows.length} of {total} overdue
            </span>
            <Pager page={list.page} pages={list.pages} hrefOf={(page) => tasksHref(query, { page })} />
          </footer>
        )}
        {group === 'week' && query.tier !== 'daily' && query.system === null && (
          <p className="sec-note">Daily work is listed on its day only: here it would hide all else.</p>
        )}
        {group !== 'overdue' && rows.length < total && (
          <p className="sec-note">
            {total - rows.length} more: narrow by system or tier, or see them in the{' '}
            <Link href={tasksHref(query, { view: 'calendar', page: 1 })} prefetch={false}>
              calendar
            </Link>
            .
          </p>
        )}
      </Section>
    </div>
  )
}

/** What is to be done, nearest first. On paper it is the sheet of the week: boxes, blanks, a signature. */
export function DueView({ list, query }: { list: DueList; query: TasksQuery }) {
  const { head, groups } = list
  if (head.counts.tasks === 0) {
    return isFiltered(query) ? <NothingMatches query={query} /> : <NothingPlanned head={head} />
  }
  const shown = dueGroups.filter((group) => groups[group].total > 0)
  if (shown.length === 0) {
    return (
      <EmptyState title="Nothing is due, and nothing comes in the next 30 days but daily work.">
        {head.counts.tasks} tasks on {head.counts.systems} systems are planned. Daily work is listed on its
        day.
      </EmptyState>
    )
  }
  return (
    <div className="due-list">
      {shown.map((group) => (
        <Group key={group} list={list} group={group} query={query} />
      ))}
      <p className="sheet-sign">
        <span>Done by</span>
        <span>Date</span>
        <span>Signature</span>
      </p>
    </div>
  )
}
