import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { PlanTable } from '@/components/drills/plan-table'
import { isAwaited } from '@/components/drills/run-state'
import { SystemTabs } from '@/components/systems/system-tabs'
import { VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { canMaintain } from '@/lib/auth/permissions'
import { plansHeadline } from '@/lib/drills/plan-headline'
import { listPlans } from '@/lib/drills/plan-service'
import { backupChoices } from '@/lib/drills/service'
import type { DrillPlanView } from '@/lib/drills/view'
import { getSystemHead } from '@/lib/overview/service'
import { proveNowAction } from './actions'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Restores by machine' }

export default pageDoor(async function DrillPlansPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const { said } = await searchParams
  const { system, reading } = await getSystemHead(viewer, id)
  const [plans, backups] = await Promise.all([listPlans(viewer, id), backupChoices(viewer, id)])
  const editable = canMaintain(viewer, system) && !system.archivedAt
  const shown = { zone: viewer.timeZone, now: reading.now }
  const current = plans.filter(({ endedAt }) => endedAt === null)
  const ended = plans.filter(({ endedAt }) => endedAt !== null)
  const path = `/systems/${id}/proofs`
  return (
    <>
      <title>{`Restores by machine of ${system.name} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <Link href={path} prefetch={false}>
            Proofs of {system.name}
          </Link>
        }
        headline={plansHeadline(system.name, plans, { ...shown, now: new Date(reading.now) })}
        lead="A machine restores the newest backup into a throw-away place, compares what came back, and writes down how far it went and how long it took."
        actions={
          editable &&
          backups.length > 0 && (
            <>
              <ProveNow systemId={id} plans={current} />
              <LinkButton href={`${path}/drills/new`}>New plan</LinkButton>
              <LinkButton href={`${path}/restores/new`}>Record a restore</LinkButton>
            </>
          )
        }
      />
      <SystemTabs systemId={id} current="proofs" />
      <FormMessage tone="ok">
        {said === 'ended' && 'The plan has ended. What it proved stays on record.'}
      </FormMessage>
      <Section title="Plans" count={current.length}>
        {current.length > 0 ? (
          <PlanTable plans={current} {...shown} />
        ) : (
          <NoPlan systemId={id} backups={backups} editable={editable} />
        )}
      </Section>
      {ended.length > 0 && (
        <Section title="Ended" count={ended.length}>
          <details className="disclosure">
            <summary>Show {ended.length}</summary>
            <PlanTable plans={ended} {...shown} />
          </details>
        </Section>
      )}
    </>
  )
})

/** With one plan, or none to choose from, one click is enough; with several each has its own. */
function ProveNow({ systemId, plans }: { systemId: string; plans: readonly DrillPlanView[] }) {
  if (plans.length > 0 && plans.every(({ pausedAt }) => pausedAt !== null)) return null
  const running = plans.map(({ newestRun }) => newestRun).find((run) => run && isAwaited(run))
  if (running)
    return (
      <LinkButton href={`/systems/${systemId}/proofs/drills/runs/${running.id}`} variant="primary">
        Watch it run
      </LinkButton>
    )
  return <VerbForm action={proveNowAction} verb="Prove it now" variant="primary" values={{ systemId }} />
}

interface NoPlanProps {
  systemId: string
  backups: readonly { id: string; address: string }[]
  editable: boolean
}

function NoPlan({ systemId, backups, editable }: NoPlanProps) {
  const [only] = backups
  if (!only)
    return (
      <EmptyState
        title="No backup of this system is known."
        actions={
          editable && (
            <>
              <LinkButton href={`/systems/new?to=${systemId}`}>Say where they lie</LinkButton>
              <LinkButton href={`/systems/${systemId}/proofs/restores/new`}>Record a restore</LinkButton>
            </>
          )
        }
      >
        Give the folder of its backups, e.g. /var/backups/orders/*.dump, as a target of the system: then a
        machine can restore the newest one.
      </EmptyState>
    )
  return (
    <EmptyState title="No plan yet.">
      {backups.length === 1 ? (
        <>
          “Prove it now” restores the newest backup of <code>{only.address}</code> into a throw-away server
          without any network, and keeps doing so. A plan of your own says with what it is compared.
        </>
      ) : (
        <>
          Backups lie in {backups.length} places: make a plan that says which of them are proven, and with
          what they are compared.
        </>
      )}
    </EmptyState>
  )
}
