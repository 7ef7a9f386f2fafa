import { dehydrate, QueryClient } from '@tanstack/react-query'
import type { FormAction } from '@/components/ui/action-form'
import { LiveQueries } from '@/components/ui/live-queries'
import type { WatchedJob } from '@/lib/jobs/view'
import { JobLive } from './job-live'
import { isGoingOn } from './job-words'

interface JobProgressProps {
  /** As it stood when the rest of the page was read: of one moment, or the page would wait for an end that is past. */
  job: WatchedJob
  cancel: FormAction
  cancelVerb?: string
}

/**
 * Long work on a page: written by the server, kept up by the browser, and where no script runs loaded anew every few
 * seconds until it has ended.
 */
export function JobProgress({ job, cancel, cancelVerb = 'Cancel' }: JobProgressProps) {
  const client = new QueryClient()
  const isAwaited = isGoingOn(job)
  client.setQueryData(['job', job.id], job)
  return (
    <>
      {isAwaited && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      <LiveQueries state={dehydrate(client)}>
        {/* Work that follows other work in the same place begins anew: it has an end of its own to wait for. */}
        <JobLive key={job.id} id={job.id} isAwaited={isAwaited} cancel={cancel} cancelVerb={cancelVerb} />
      </LiveQueries>
    </>
  )
}
