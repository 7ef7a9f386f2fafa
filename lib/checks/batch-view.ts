import { formatDuration } from '@/lib/format/moment'
import { compareVerdicts, type Verdict } from './verdict'

/** One check of a batch. */
export interface BatchItem {
  checkId: string
  name: string
  systemName: string
  verdictBefore: Verdict | null
  /** Null until it has run. */
  verdict: Verdict | null
  reason: string | null
  finishedAt: string | null
}

/** The progress of a "run now": JSON-safe. */
export interface BatchView {
  id: string
  title: string
  systemId: string | null
  systemName: string | null
  requestedAt: string
  requestedBy: string | null
  cancelledAt: string | null
  /** Worst first; what has not run yet comes last. */
  items: BatchItem[]
  cancellable: boolean
  at: string
}

export interface BatchProgress {
  total: number
  done: number
  failing: number
  /** Checks that fail now and did not before, and the other way round. */
  newFailing: number
  fixed: number
  finished: boolean
  cancelled: boolean
  /** Null while there is nothing to judge it by. */
  secondsLeft: number | null
  elapsedSeconds: number
}

/** Counts of a batch, and how long it still takes at the pace so far. Pure. */
export function batchProgress(
  batch: Pick<BatchView, 'items' | 'requestedAt' | 'cancelledAt' | 'at'>,
): BatchProgress {
  const done = batch.items.filter(({ verdict }) => verdict !== null)
  const total = batch.items.length
  const finished = done.length === total
  const cancelled = batch.cancelledAt !== null && !finished
  const lastFinished = Math.max(
    ...done.map(({ finishedAt }) => Date.parse(finishedAt ?? batch.requestedAt)),
    Date.parse(batch.requestedAt),
  )
  const until = finished || cancelled ? lastFinished : Date.parse(batch.at)
  const elapsedSeconds = Math.max(0, (until - Date.parse(batch.requestedAt)) / 1000)
  return {
    total,
    done: done.length,
    failing: done.filter(({ verdict }) => verdict === 'fail').length,
    newFailing: done.filter(({ verdict, verdictBefore }) => verdict === 'fail' && verdictBefore !== 'fail')
      .length,
    fixed: done.filter(({ verdict, verdictBefore }) => verdict === 'ok' && verdictBefore === 'fail').length,
    finished,
    cancelled,
    secondsLeft:
      finished || cancelled || done.length === 0
        ? null
        : Math.max(1, Math.round((elapsedSeconds / done.length) * (total - done.length))),
    elapsedSeconds,
  }
}

/** Seconds without any result after which the page asks whether a worker runs. */
export const patienceSeconds = 15

/** The headline of a batch. Pure. */
export function batchSentence(progress: BatchProgress): string {
  const { total, done, failing, newFailing, fixed, finished, cancelled, secondsLeft, elapsedSeconds } =
    progress
  const checks = total === 1 ? 'check' : 'checks'
  if (finished) {
    const changes = [newFailing > 0 && `${newFailing} new failing`, fixed > 0 && `${fixed} fixed`]
      .filter(Boolean)
      .join(', ')
    const outcome = changes || (failing > 0 ? `${failing} failing as before` : 'nothing changed')
    return `${total} ${checks} run in ${formatDuration(elapsedSeconds)}: ${outcome}.`
  }
  if (cancelled) return `Cancelled: ${done} of ${total} ${checks} had run.`
  if (done === 0) {
    return elapsedSeconds > patienceSeconds
      ? `No worker has taken a check for ${formatDuration(elapsedSeconds)}. Is the worker running?`
      : `${total} ${checks} due now.`
  }
  const parts = [
    `${done} of ${total} done`,
    failing > 0 && `${failing} failing`,
    secondsLeft !== null && `about ${formatDuration(secondsLeft)} left`,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Worst first, then by name; what has not run yet last. Pure. */
export function compareItems(a: BatchItem, b: BatchItem): number {
  if (a.verdict === null || b.verdict === null) {
    if (a.verdict !== b.verdict) return a.verdict === null ? 1 : -1
    return a.name.localeCompare(b.name)
  }
  return compareVerdicts(a.verdict, b.verdict) || a.name.localeCompare(b.name)
}
