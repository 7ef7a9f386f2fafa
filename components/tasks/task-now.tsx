import Link from 'next/link'
import type { FormAction } from '@/components/ui/action-form'
import { Section } from '@/components/ui/section'
import type { EvidenceView } from '@/lib/evidence/view'
import { formatDay } from '@/lib/format/moment'
import type { FindingProposal, OccurrencePage, TaskPage } from '@/lib/tasks/task-view'
import type { OccurrenceLine } from '@/lib/tasks/view'
import { DueTime } from './due-time'
import { measureText } from './measure-text'
import { OccurrenceBadge } from './occurrence-badge'
import { OccurrenceRecord } from './occurrence-record'
import { OccurrenceVerbs } from './occurrence-verbs'
import { occurrenceWord } from './occurrence-word'
import { ProblemForm } from './problem-form'
import { RecordForm } from './record-form'

interface NowProps {
  page: TaskPage
  /** The occurrence that the address names. */
  chosen: OccurrencePage | null
  proposal: FindingProposal | null
  evidence: readonly EvidenceView[]
  viewerId: string
  tomorrow: string
  actions: { record: FormAction; verb: FormAction; report: FormAction }
}

/** The last number that was recorded, to compare a new one with. */
function lastNumber(page: TaskPage, chosen: OccurrencePage | null): string | null {
  const numbers = chosen
    ? chosen.earlier.map(({ at, measure }) => ({ at, measure }))
    : page.history.rows.map(({ finishedAt, measure }) => ({ at: finishedAt, measure }))
  const last = numbers.find(({ at, measure }) => at !== null && measure !== null)
  if (!last?.at || last.measure === null) return null
  const day = formatDay(new Date(last.at), page.zone, new Date(page.now))
  return `Last: ${measureText(last.measure, page.task.measureUnit)} on ${day}.`
}

function State({ line, page }: { line: OccurrenceLine; page: TaskPage }) {
  const { zone, now } = page
  return (
    <p className="now-state">
      <OccurrenceBadge status={line.status} word={occurrenceWord(line, zone, new Date(now))} />
      <span>
        Due from <DueTime at={line.scheduledAt} zone={zone} now={now} />, deadline{' '}
        <DueTime at={line.dueAt} zone={zone} now={now} />
      </span>
      {line.claimedBy && <span>{line.claimedBy.name} is on it</span>}
      {line.waitsFor && (
        <span>
          waits for{' '}
          <Link href={`/tasks/${line.waitsFor.taskId}`} prefetch={false}>
            {line.waitsFor.title}
          </Link>
        </span>
      )}
      {line.blockedReason && <span>blocked: {line.blockedReason}</span>}
    </p>
  )
}

const isOpen = ({ status }: OccurrenceLine) =>
  status === 'due' || status === 'overdue' || status === 'missed' || status === 'upcoming'

function Open({ line, ...props }: NowProps & { line: OccurrenceLine }) {
  const { page, chosen, viewerId, tomorrow, actions } = props
  const length = Date.parse(line.periodEnd) - Date.parse(line.periodStart)
  const isEarly = Date.parse(page.now) < Date.parse(line.periodStart) - length
  const form = (
    <RecordForm
      line={line}
      evidenceWanted={page.task.evidenceWanted}
      earlier={lastNumber(page, chosen)}
      action={actions.record}
    />
  )
  return (
    <>
      {line.automation === 'check' ? (
        <p className="sec-note">
          A check does this: nobody records it by hand. Below is what it says, and why it has not passed.
        </p>
      ) : isEarly ? (
        <p className="sec-note">It can be recorded once the period before it has begun.</p>
      ) : line.status === 'upcoming' ? (
        <details className="disclosure">
          <summary>Record it before it is due</summary>
          {form}
        </details>
      ) : (
        form
      )}
      <OccurrenceVerbs
        line={line}
        viewerId={viewerId}
        tomorrow={tomorrow}
        back={chosen ? `/tasks/${line.taskId}?occurrence=${line.id}` : `/tasks/${line.taskId}`}
        action={actions.verb}
      />
    </>
  )
}

function Problem({ proposal, report }: { proposal: FindingProposal; report: FormAction }) {
  return (
    <Section title="Open a finding about the problem" id="problem">
      {proposal.finding ? (
        <p className="sec-body">
          It is open already:{' '}
          <Link href={`/findings/${proposal.finding.number}`} prefetch={false}>
            F-{proposal.finding.number}
          </Link>
          .
        </p>
      ) : (
        <>
          <p className="sec-note">
            The result is recorded. So that the problem is not forgotten, let it be somebody’s.
          </p>
          <ProblemForm proposal={proposal} action={report} />
        </>
      )}
    </Section>
  )
}

/** The occurrence at hand: its form, or what became of it. */
export function TaskNow(props: NowProps) {
  const { page, chosen, proposal, evidence, actions } = props
  const line = chosen?.occurrence ?? page.task.current
  if (!line || page.task.archivedAt) return null
  const pieces = evidence.filter(({ id }) => chosen?.occurrence.evidenceIds.includes(id))
  const open = isOpen(line)
  return (
    <>
      {proposal && <Problem proposal={proposal} report={actions.report} />}
      <Section title={open ? 'Record the result' : 'What was recorded'} id="record">
        <State line={line} page={page} />
        {chosen && !open && (
          <OccurrenceRecord row={chosen.occurrence} evidence={pieces} zone={page.zone} now={page.now} />
        )}
        {open && line.editable && <Open {...props} line={line} />}
        {open && !line.editable && (
          <p className="sec-note">
            Recording needs the role maintainer in the team that owns {line.system}. A manager or admin can do
            it or give it to you.
          </p>
        )}
        {chosen && page.task.current && page.task.current.id !== chosen.occurrence.id && (
          <p className="sec-note">
            <Link href={`/tasks/${page.task.id}#record`} prefetch={false}>
              Go to the one that counts now
            </Link>
          </p>
        )}
      </Section>
    </>
  )
}
