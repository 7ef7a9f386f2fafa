import type { Metadata } from 'next'
import Link from 'next/link'
import { cancelJobAction } from '@/app/(dashboard)/jobs/actions'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { DrillReportView } from '@/components/drills/drill-report'
import { isAwaited, runState } from '@/components/drills/run-state'
import { EvidenceList } from '@/components/evidence/evidence-list'
import { JobProgress } from '@/components/jobs/job-progress'
import { jobSentence } from '@/components/jobs/job-words'
import { VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { Viewer } from '@/lib/auth/viewer'
import { getRun } from '@/lib/drills/run-service'
import type { DrillRunView } from '@/lib/drills/view'
import { listEvidence } from '@/lib/evidence/service'
import { type WatchedJob, watchedJob } from '@/lib/jobs/view'
import { getSystemHead } from '@/lib/overview/service'
import { runPlanAction } from '../../actions'

interface Props {
  params: Promise<{ id: string; runId: string }>
}

export const metadata: Metadata = { title: 'Restore by machine' }

export default pageDoor(async function DrillRunPage({ params }: Props) {
  const viewer = await requireViewer()
  const { id, runId } = await params
  const { reading } = await getSystemHead(viewer, id)
  const run = await getRun(viewer, id, runId)
  const shown = { zone: viewer.timeZone, now: reading.now }
  // Watched only while it goes on: afterwards the report says more.
  const job = run.job && run.report === null ? watchedJob(run.job, reading.now) : null
  const plans = `/systems/${id}/proofs/drills`
  return (
    <>
      <title>{`Restore by machine of ${run.systemName} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <>
            <Link href={plans} prefetch={false}>
              Restores by machine of {run.systemName}
            </Link>{' '}
            ·{' '}
            <Link href={`${plans}/${run.planId}`} prefetch={false}>
              {run.planName}
            </Link>{' '}
            · {run.job?.requestedBy ? `asked for by ${run.job.requestedBy}` : 'by its schedule'},{' '}
            <Moment at={run.requestedAt} {...shown} />
          </>
        }
        headline={headlineOf(run, job)}
        actions={
          <>
            {run.drillId && (
              <LinkButton href={`/systems/${id}/proofs/restores/${run.drillId}`}>
                The restore on record
              </LinkButton>
            )}
            {run.editable && !isAwaited(run) && (
              <VerbForm
                action={runPlanAction}
                verb="Run it again"
                values={{ systemId: id, planId: run.planId }}
              />
            )}
          </>
        }
      />
      {job && <JobProgress job={job} cancel={cancelJobAction} cancelVerb="Cancel the restore" />}
      {run.report && <DrillReportView report={run.report} {...shown} />}
      {run.report && <Evidence run={run} viewer={viewer} now={reading.now} />}
      <RunLog run={run} />
    </>
  )
})

/** What came of it, or where it stands. */
function headlineOf(run: DrillRunView, job: WatchedJob | null): string {
  if (run.report) return run.report.headline
  if (isAwaited(run)) return `The newest backup of ${run.planName} is being restored`
  return `${runState(run).word}: ${job ? jobSentence(job) : 'what it came to is not on record any more'}`
}

async function Evidence({ run, viewer, now }: { run: DrillRunView; viewer: Viewer; now: string }) {
  const evidence = await listEvidence(viewer, run.evidenceIds)
  return (
    <Section title="Evidence" count={evidence.length}>
      <div className="sec-body">
        <EvidenceList evidence={evidence} zone={viewer.timeZone} now={now} none="Nothing was attached." />
      </div>
    </Section>
  )
}

/** The log of a run that is over; while it goes on its newest lines stand below the bar. */
function RunLog({ run }: { run: DrillRunView }) {
  if (!run.job?.log || isAwaited(run) || run.report === null) return null
  return (
    <Section title="Log" id="log">
      <details className="disclosure">
        <summary>Show the log</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <pre className="job-log" tabIndex={0}>
          {run.job.log}
        </pre>
      </details>
    </Section>
  )
}
