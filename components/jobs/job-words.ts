import { formatNumber } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'
import type { JobProgress } from '@/lib/jobs/schema'
import type { WatchedJob } from '@/lib/jobs/view'

/** Whether something still comes of it. Pure. */
export const isGoingOn = (job: Pick<WatchedJob, 'state'> | null | undefined): boolean =>
  job?.state === 'queued' || job?.state === 'running'

const secondsBetween = (from: string, to: string) =>
  Math.max(0, Math.round((new Date(to).getTime() - new Date(from).getTime()) / 1_000))

/** Work that nobody takes for so long is waiting for more than its turn. */
const longWaitSeconds = 60

/** Where the work stands, in one sentence. Pure. */
export function jobSentence(job: WatchedJob): string {
  const began = job.startedAt ?? job.requestedAt
  switch (job.state) {
    case 'queued': {
      if (job.isCancelRequested) return 'It is cancelled before it began.'
      const waited = secondsBetween(job.requestedAt, job.at)
      return waited < longWaitSeconds
        ? 'It waits for a worker.'
        : `It has waited ${formatDuration(waited)} for a worker. A worker does one piece of long work at a time; Today says whether one reports.`
    }
    case 'running':
      return job.isCancelRequested ? 'It is being ended; what it made is removed.' : job.progress.step
    case 'done':
      return `Done in ${formatDuration(secondsBetween(began, job.finishedAt ?? job.at))}.`
    case 'cancelled':
      return `Cancelled after ${formatDuration(secondsBetween(began, job.finishedAt ?? job.at))}: it says nothing about the backup or the data.`
    case 'failed':
      return job.fault ?? 'It broke off. The log of the worker says why.'
  }
}

/** "14 of 38 tables · 37 %"; without a known end "14 tables"; empty before anything was counted. Pure. */
export function progressText({ done, total, unit }: JobProgress): string {
  const counted = unit === '' ? '' : ` ${unit}`
  if (total === null) return done > 0 ? `${formatNumber(done)}${counted}` : ''
  if (total <= 0) return ''
  return `${formatNumber(done)} of ${formatNumber(total)}${counted} · ${Math.min(100, Math.floor((done / total) * 100))} %`
}

/** How far one step was at one time. */
export interface StepSample {
  step: string
  done: number
  at: string
}

/** Before this nobody can say how long it will take. */
const shortestSeconds = 4

/** Seconds that this step still takes at the pace since it was first seen; null: nobody can say. Pure. */
export function secondsLeft(first: StepSample, job: Pick<WatchedJob, 'progress' | 'at'>): number | null {
  const { step, done, total } = job.progress
  if (total === null || first.step !== step || done <= first.done || done >= total) return null
  const passed = secondsBetween(first.at, job.at)
  if (passed < shortestSeconds) return null
  return Math.max(1, Math.round(((total - done) * passed) / (done - first.done)))
}

/** "2 min so far, about 40 s left". Pure. */
export function timeText(job: WatchedJob, left: number | null): string {
  if (job.state !== 'running' || !job.startedAt) return ''
  const soFar = `${formatDuration(secondsBetween(job.startedAt, job.at))} so far`
  return left === null ? soFar : `${soFar}, about ${formatDuration(left)} left of this step`
}
