import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { formatDay } from '@/lib/format/moment'
import type { ReportRequestView } from '@/lib/reports/view'

/** "16 Nov to 22 Nov": the last day is the one that ends with the period. */
export function periodWords(
  { from, to, zone }: Pick<ReportRequestView, 'from' | 'to' | 'zone'>,
  now: string,
) {
  const [first, last] = [new Date(from), new Date(new Date(to).getTime() - 1)]
  const at = new Date(now)
  return `${formatDay(first, zone, at)} to ${formatDay(last, zone, at)}`
}

/** What was asked for lately, and what became of it. */
export function RequestLines({ requests, now }: { requests: readonly ReportRequestView[]; now: string }) {
  if (requests.length === 0) return null
  return (
    <ul className="report-requests">
      {requests.map((request) => (
        <li key={request.id}>
          {request.state === 'failed' ? (
            <VerdictBadge verdict="fail" word="Not built" />
          ) : request.state === 'done' ? (
            <VerdictBadge verdict="ok" word="Built" />
          ) : (
            <VerdictBadge verdict="paused" word={request.state === 'building' ? 'Being built' : 'Waiting'} />
          )}
          <Link href={request.href ?? `/reports/requests/${request.id}`} prefetch={false}>
            {request.scopeName}, {periodWords(request, now)}
          </Link>
          <span className="muted small">asked for by {request.requestedBy}</span>
        </li>
      ))}
    </ul>
  )
}
