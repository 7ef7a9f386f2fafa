import type { Metadata } from 'next'
import { z } from 'zod'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AlertShares } from '@/components/proofs/alert-tables'
import { MigrationTable } from '@/components/proofs/migration-table'
import { RestoreTable } from '@/components/proofs/restore-table'
import { RestoreTimes } from '@/components/proofs/restore-times'
import { SystemPartHeader } from '@/components/systems/system-part-header'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import { GuidedTable } from '@/components/verifications/guided-table'
import { canMaintain } from '@/lib/auth/permissions'
import { pageNumber } from '@/lib/format/form-fields'
import { getSystemHead } from '@/lib/overview/service'
import { getProofs, type ProofsPage } from '@/lib/red-flags/proofs-service'
import { listGuided } from '@/lib/verifications/guided-pages-service'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Proofs' }

const query = z.object({
  restores: pageNumber,
  migrations: pageNumber,
  said: z.literal('restore').optional().catch(undefined),
})

export default pageDoor(async function ProofsPageOf({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const { said, ...pages } = query.parse(await searchParams)
  const { system, reading } = await getSystemHead(viewer, id)
  const proofs = await getProofs(viewer, system, { now: new Date(reading.now), ...pages })
  const guided = await listGuided(viewer, id)
  const path = `/systems/${id}/proofs`
  const editable = canMaintain(viewer, system) && !system.archivedAt
  const shown = { path, zone: viewer.timeZone, now: reading.now, systemId: id }
  return (
    <>
      <SystemPartHeader
        system={system}
        part="proofs"
        headline={proofs.headline}
        lead={proofs.lead}
        actions={
          editable && (
            <>
              <LinkButton href={`${path}/drills`} variant="primary">
                Prove it now
              </LinkButton>
              <LinkButton href={`${path}/restores/new`}>Record a restore</LinkButton>
              <LinkButton href={`${path}/migrations/guided/new`}>Verify a migration</LinkButton>
              <LinkButton href={`${path}/migrations/new`}>Record a migration</LinkButton>
              <LinkButton href={`${path}/alerts/new`}>Record alerts</LinkButton>
            </>
          )
        }
      />
      <FormMessage tone="ok">
        {said && 'The restore is on record, and the red flags of this system are judged by it.'}
      </FormMessage>
      <Restores proofs={proofs} shown={shown} />
      <RestoreTimes times={proofs.times} />
      <Migrations proofs={proofs} shown={shown} />
      <Guided guided={guided} shown={shown} />
      <Alerts proofs={proofs} path={path} />
    </>
  )
})

/** Comparisons around a migration that machines make; left out where there was never one. */
function Guided({
  guided: { rows, total },
  shown,
}: {
  guided: Awaited<ReturnType<typeof listGuided>>
  shown: Shown
}) {
  if (rows.length === 0) return null
  const { path: _, ...of } = shown
  return (
    <Section
      title="Migrations compared by machine"
      id="guided"
      count={total > rows.length ? `${rows.length} of ${total}` : total}
    >
      <GuidedTable rows={rows} {...of} />
    </Section>
  )
}

interface Shown {
  path: string
  systemId: string
  zone: string
  now: string
}

function Restores({ proofs: { restores, migrations }, shown }: { proofs: ProofsPage; shown: Shown }) {
  const { path, ...of } = shown
  return (
    <Section
      title="Restores"
      count={restores.total}
      link={{ href: `${path}/drills`, label: 'Restores by machine' }}
    >
      {restores.rows.length === 0 ? (
        <EmptyState title="No restore is on record.">
          Its backups are unproven: whether they can be restored is not known until a machine or a person
          tries one elsewhere and compares what came back.
        </EmptyState>
      ) : (
        <RestoreTable drills={restores.rows} {...of} />
      )}
      <Pager
        page={restores.page}
        pages={restores.pages}
        hrefOf={(to) => pageHref(path, { restores: to, migrations: migrations.page })}
      />
    </Section>
  )
}

const pageHref = (path: string, { restores, migrations }: { restores: number; migrations: number }) =>
  withQuery(
    path,
    {},
    {
      restores: restores > 1 ? String(restores) : null,
      migrations: migrations > 1 ? String(migrations) : null,
    },
  )

function Migrations({ proofs: { restores, migrations }, shown }: { proofs: ProofsPage; shown: Shown }) {
  const { path, ...of } = shown
  return (
    <Section title="Migrations and restores in earnest" id="migrations" count={migrations.total}>
      {migrations.rows.length === 0 ? (
        <EmptyState title="No migration is on record.">
          When data or the system move, or a backup takes the place of what ran, record it: five areas are
          then compared, so that nobody finds out later that files were missing.
        </EmptyState>
      ) : (
        <MigrationTable migrations={migrations.rows} {...of} />
      )}
      <Pager
        page={migrations.page}
        pages={migrations.pages}
        hrefOf={(to) => pageHref(path, { restores: restores.page, migrations: to })}
      />
    </Section>
  )
}

function Alerts({ proofs: { alerts }, path }: { proofs: ProofsPage; path: string }) {
  return (
    <Section
      title="Alerts of the last 4 weeks"
      id="alerts"
      count={alerts.all.fired}
      link={{ href: `${path}/alerts`, label: 'All alerts' }}
    >
      {alerts.byRule.length === 0 ? (
        <EmptyState title="No alert of the last 4 weeks is on record.">
          Whether none fired or nobody wrote them down is not known. A list from your alerting can be pasted.
        </EmptyState>
      ) : (
        <AlertShares byRule={alerts.byRule} />
      )}
    </Section>
  )
}
