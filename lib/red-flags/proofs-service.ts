import { shareSentence } from '@/lib/alerts/alert-shares'
import { summariseAlerts } from '@/lib/alerts/service'
import type { AlertsSummary } from '@/lib/alerts/view'
import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { TrendSpec } from '@/lib/charts/trend-spec'
import { databaseNow } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { textOfInstant } from '@/lib/drills/local-instant'
import {
  backupChoices,
  drillsPerPage,
  lastProvenDrill,
  listDrills,
  measuredTimes,
} from '@/lib/drills/service'
import { type ProofSystem, readProofSystem } from '@/lib/drills/store'
import type { DrillView } from '@/lib/drills/view'
import { Problem } from '@/lib/problem'
import { listMigrations, migrationsPerPage, migrationTotals } from '@/lib/verifications/service'
import type { MigrationView } from '@/lib/verifications/view'
import { proofHeadline, proofLead } from './proof-headline'
import { allowedDays, provingLevels, unprovenBackup } from './rules/unproven-backup'
import { ruleByKey } from './service'

/** Everything that is proved, or claimed, about one system. */
export interface ProofsPage {
  headline: string
  lead: string
  restores: { rows: DrillView[]; total: number; page: number; pages: number }
  /** What restores took and lost over time, where there are two or more. */
  times: TrendSpec[]
  migrations: { rows: MigrationView[]; total: number; page: number; pages: number }
  alerts: AlertsSummary
}

interface OfSystem {
  id: string
  name: string
  criticality: string
  rtoMinutes: number | null
  rpoMinutes: number | null
}

/** The proofs of a system that the caller has read. Reading is open to everybody who signed in. */
export async function getProofs(
  viewer: Viewer,
  system: OfSystem,
  { now, restores, migrations }: { now: Date; restores: number; migrations: number },
): Promise<ProofsPage> {
  const [{ numbers }, drills, proven, times, moved, totals, alerts] = await Promise.all([
    ruleByKey(unprovenBackup.key),
    listDrills(viewer, system.id, restores),
    lastProvenDrill(viewer, system.id, provingLevels),
    measuredTimes(viewer, system, now),
    listMigrations(viewer, system.id, migrations),
    migrationTotals(viewer, system.id),
    summariseAlerts(viewer, system.id),
  ])
  const criticality = system.criticality as Parameters<typeof allowedDays>[0]
  return {
    headline: proofHeadline(
      {
        system: system.name,
        proven: proven && { ...proven, startedAt: new Date(proven.startedAt) },
        restores: drills.total,
        allowedDays: allowedDays(criticality, numbers),
      },
      { zone: viewer.timeZone, now },
    ),
    lead: proofLead({
      migrations: moved.total,
      ...totals,
      alerts: shareSentence(alerts.all),
    }),
    restores: { ...drills, page: restores, pages: pagesOf(drills.total, drillsPerPage) },
    times,
    migrations: { ...moved, page: migrations, pages: pagesOf(moved.total, migrationsPerPage) },
    alerts,
  }
}

const pagesOf = (total: number, perPage: number) => Math.max(1, Math.ceil(total / perPage))

/** What the forms of proofs begin with. */
export interface ProofForm {
  system: ProofSystem
  /** Backups that the system has as targets. */
  backups: { id: string; address: string }[]
  /** Now, as fields for day and time want it. */
  now: string
  zone: string
}

/** The form in which something is recorded about a system. Throws Problem: not-found, forbidden. */
export async function getProofForm(viewer: Viewer, systemId: string): Promise<ProofForm> {
  const system = isId(systemId) ? await readProofSystem(systemId) : null
  if (!system || system.archivedAt)
    throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(
    canMaintain(viewer, system),
    'Recording proofs needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.',
  )
  return {
    system,
    backups: await backupChoices(viewer, system.id),
    now: textOfInstant(await databaseNow(), viewer.timeZone),
    zone: viewer.timeZone,
  }
}
