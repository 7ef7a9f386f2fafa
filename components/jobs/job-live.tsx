'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { fetchJson } from '@/components/ui/fetch-json'
import { FormMessage } from '@/components/ui/form-message'
import type { WatchedJob } from '@/lib/jobs/view'
import { isGoingOn, jobSentence, progressText, type StepSample, secondsLeft, timeText } from './job-words'

interface JobLiveProps {
  id: string
  /** Whether the page around it was written while the work went on, and waits for its end. */
  isAwaited: boolean
  cancel: FormAction
  /** Verb on the button that ends it. */
  cancelVerb: string
}

const everyMs = 1_000

/** Long work while it goes on: sentence, bar, newest lines of its log. When it ends, the page is asked for anew. */
export function JobLive({ id, isAwaited, cancel, cancelVerb }: JobLiveProps) {
  const { data: job, error } = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => fetchJson<WatchedJob>(`/api/jobs/${id}`, { signal }),
    refetchInterval: ({ state }) => (!state.data || isGoingOn(state.data) ? everyMs : false),
  })
  const left = useTimeLeft(job)
  useRefreshAtEnd(job, isAwaited)
  if (!job) return null
  return (
    <div className="job">
      <p className="job-step" aria-live="polite">
        {jobSentence(job)}
      </p>
      <JobBar job={job} />
      <p className="job-figures muted num">
        {[progressText(job.progress), timeText(job, left)].filter(Boolean).join(' · ')}
      </p>
      {error && <FormMessage>{error.message} What is shown may be out of date.</FormMessage>}
      <div className="actions job-verbs noprint">
        {job.mayCancel && isGoingOn(job) && !job.isCancelRequested && (
          <VerbForm action={cancel} verb={cancelVerb} values={{ jobId: job.id }} />
        )}
      </div>
      <JobLines lines={job.lines} />
    </div>
  )
}

function JobBar({ job }: { job: WatchedJob }) {
  const { done, total } = job.progress
  // Without a known end the bar has no value: it says that something goes on, not how far it is.
  const known = total !== null && total > 0
  return (
    <progress
      className="run-progress"
      {...(known ? { max: total, value: Math.min(done, total) } : isGoingOn(job) ? {} : { max: 1, value: 1 })}
      aria-label={job.progress.step}
    />
  )
}

function JobLines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <div className="job-log job-tail" tabIndex={0}>
      <pre>{lines.join('\n')}</pre>
    </div>
  )
}

/** The pace is that of the step since this page first saw it. */
function useTimeLeft(job: WatchedJob | undefined): number | null {
  const [first, setFirst] = useState<StepSample | null>(null)
  if (!job) return null
  const { step, done } = job.progress
  if (first?.step !== step) setFirst({ step, done, at: job.at })
  return first ? secondsLeft(first, job) : null
}

/** What came of it is written by the server: asked for once, when the work has ended of which the page knows no end. */
function useRefreshAtEnd(job: WatchedJob | undefined, isAwaited: boolean): void {
  const router = useRouter()
  const isOver = job !== undefined && !isGoingOn(job)
  useEffect(() => {
    if (isAwaited && isOver) router.refresh()
  }, [isAwaited, isOver, router])
}
