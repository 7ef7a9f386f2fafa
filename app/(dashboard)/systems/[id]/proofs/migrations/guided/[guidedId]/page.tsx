import type { Metadata } from 'next'
import Link from 'next/link'
import { cancelJobAction } from '@/app/(dashboard)/jobs/actions'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { JobProgress } from '@/components/jobs/job-progress'
import { isGoingOn } from '@/components/jobs/job-words'
import { VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { AcceptedTable } from '@/components/verifications/accepted-table'
import { AreaResults } from '@/components/verifications/area-results'
import { GuidedSteps } from '@/components/verifications/guided-steps'
import { countedDifferences, stepTitles } from '@/components/verifications/kind-words'
import { RecheckTable } from '@/components/verifications/recheck-table'
import { SnapshotSeen } from '@/components/verifications/snapshot-seen'
import { MigratedForm, SignForm } from '@/components/verifications/step-forms'
import type { Viewer } from '@/lib/auth/viewer'
import { type JobView, watchedJob } from '@/lib/jobs/view'
import { getSystemHead } from '@/lib/overview/service'
import { getGuided } from '@/lib/verifications/guided-pages-service'
import type { GuidedView } from '@/lib/verifications/guided-view'
import { areaQuestions } from '@/lib/verifications/view'
import {
  cancelGuidedAction,
  compareAgainAction,
  sayMigratedAction,
  signGuidedAction,
  takeAfterAction,
  takeBeforeAction,
  withdrawAcceptanceAction,
} from '../actions'

interface Props {
  params: Promise<{ id: string; guidedId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Guided verification' }

const notices: Readonly<Record<string, string>> = {
  planned: 'It is planned. Take the snapshot before anything moves.',
  migrated: 'The migration is on record. Take the snapshot after.',
  withdrawn: 'The difference is open again.',
  cancelled: 'It is given up. What it had found is no finding any more.',
}

export default pageDoor(async function GuidedPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id, guidedId } = await params
  const { said } = await searchParams
  const { reading } = await getSystemHead(viewer, id)
  const guided = await getGuided(viewer, { systemId: id, id: guidedId })
  const shown = { zone: viewer.timeZone, now: reading.now }
  const path = `/systems/${id}/proofs/migrations/guided/${guidedId}`
  return (
    <>
      <title>{`${guided.title} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <Link href={`/systems/${id}/proofs#migrations`} prefetch={false}>
            Migrations of {guided.systemName}
          </Link>
        }
        headline={guided.headline}
        actions={
          <>
            {guided.signature && (
              <LinkButton href={`${path}/signed`} variant="primary">
                The signed record
              </LinkButton>
            )}
            {guided.migrationId && (
              <LinkButton href={`/systems/${id}/proofs/migrations/${guided.migrationId}`}>
                The migration on record
              </LinkButton>
            )}
          </>
        }
      />
      <FormMessage tone="ok">{typeof said === 'string' ? notices[said] : undefined}</FormMessage>
      <GuidedSteps guided={guided} {...shown} />
      {guided.comparison && <Comparison guided={guided} path={path} now={reading.now} />}
      <Migrate guided={guided} viewer={viewer} />
      <div className="guided-sides">
        <Side side="before" guided={guided} viewer={viewer} now={reading.now} />
        <Side side="after" guided={guided} viewer={viewer} now={reading.now} />
      </div>
      <Chosen guided={guided} />
      {guided.rechecks.length > 0 && (
        <Section title="Weekly looks since" count={guided.rechecks.length}>
          <RecheckTable rechecks={guided.rechecks} path={path} {...shown} />
        </Section>
      )}
      {guided.editable && guided.next !== null && (
        <Section title="Give it up" isForScreen>
          <div className="actions sec-body">
            <VerbForm
              action={cancelGuidedAction}
              verb="Give it up"
              variant="danger"
              values={{ systemId: id, id: guidedId }}
            />
          </div>
        </Section>
      )}
    </>
  )
})

function Working({ job, now, verb }: { job: JobView; now: string; verb: string }) {
  return <JobProgress job={watchedJob(job, now)} cancel={cancelJobAction} cancelVerb={verb} />
}

interface SideProps {
  side: 'before' | 'after'
  guided: GuidedView
  viewer: Viewer
  now: string
}

/** One of the two snapshots: not taken, being taken, what was seen. */
function Side({ side, guided, viewer, now }: SideProps) {
  const snapshot = guided[side]
  const isNow = guided.next === side
  const isOpen = guided.next !== null && (side === 'after' || guided.migratedAt === null)
  if (!snapshot && !isNow) return null
  return (
    <Section title={stepTitles[side]} id={side}>
      <div className="sec-body">
        {/* Also while it is taken again: what is shown below is the one before then. */}
        {snapshot?.job && snapshot.job.state !== 'done' && (
          <Working job={snapshot.job} now={now} verb="Cancel the snapshot" />
        )}
        {snapshot && <SnapshotSeen snapshot={snapshot} zone={viewer.timeZone} now={now} />}
        {guided.editable && isOpen && !isGoingOn(snapshot?.job) && (isNow || snapshot) && (
          <div className="actions noprint">
            <VerbForm
              action={side === 'before' ? takeBeforeAction : takeAfterAction}
              verb={snapshot ? `Take the snapshot ${side} again` : `Take the snapshot ${side}`}
              variant={isNow ? 'primary' : 'default'}
              values={{ systemId: guided.systemId, id: guided.id }}
            />
          </div>
        )}
      </div>
    </Section>
  )
}

function Migrate({ guided, viewer }: { guided: GuidedView; viewer: Viewer }) {
  if (guided.next !== 'migrate' || !guided.editable) return null
  return (
    <Section title={stepTitles.migrate} id="migrate" isForScreen>
      <p className="sec-body prose">
        Stop what writes, migrate, then say so here. As long as you have not, the snapshot before can be taken
        again, the closer to the move the better.
      </p>
      <MigratedForm
        ids={{ systemId: guided.systemId, id: guided.id }}
        zone={viewer.timeZone}
        action={sayMigratedAction}
      />
    </Section>
  )
}

/** What came of it, what may differ, and the signature below. */
function Comparison({ guided, path, now }: { guided: GuidedView; path: string; now: string }) {
  const { comparison } = guided
  if (!comparison) return null
  const ids = { systemId: guided.systemId, id: guided.id }
  const isDone = comparison.comparedAt !== null
  return (
    <>
      <Section
        title="What came of it"
        id="compare"
        count={isDone ? countedDifferences(comparison.differences) : undefined}
        link={
          isDone && comparison.differences > 0
            ? { href: `${path}/differences`, label: 'All differences' }
            : undefined
        }
      >
        {isDone ? (
          <AreaResults areas={comparison.areas} path={`${path}/differences`} />
        ) : (
          <div className="sec-body">
            {comparison.job && <Working job={comparison.job} now={now} verb="Cancel the comparison" />}
          </div>
        )}
        {comparison.warnings.map((warning) => (
          <p key={warning} className="guided-warning">
            {warning}
          </p>
        ))}
        {guided.editable && guided.next !== null && (isDone || !isGoingOn(comparison.job)) && (
          <div className="actions sec-body noprint">
            <VerbForm action={compareAgainAction} verb="Compare again" values={ids} />
          </div>
        )}
      </Section>
      {guided.accepted.length > 0 && (
        <Section title="May differ" count={guided.accepted.length}>
          <AcceptedTable
            accepted={guided.accepted}
            ids={guided.editable && guided.next !== null ? ids : null}
            withdraw={withdrawAcceptanceAction}
          />
        </Section>
      )}
      {guided.editable && guided.next === 'sign' && isDone && (
        <Section title={stepTitles.sign} id="sign" isForScreen>
          {comparison.open > 0 && (
            <p className="sec-body prose">
              While the old side still stands, nothing is lost: bring back what is missing and take the
              snapshot after again. What may differ is accepted with a reason,{' '}
              <Link href={`${path}/differences?accepted=open`} prefetch={false}>
                difference by difference
              </Link>
              .
            </p>
          )}
          <SignForm ids={ids} revision={guided.revision} open={comparison.open} action={signGuidedAction} />
        </Section>
      )}
    </>
  )
}

function Chosen({ guided }: { guided: GuidedView }) {
  return (
    <Section title="What is compared" id="choose" count={guided.chosen.length}>
      <ul className="guided-seen">
        {guided.chosen.map(({ area, text }) => (
          <li key={`${area} ${text}`}>
            <span className="guided-name">{areaQuestions[area].title}</span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
