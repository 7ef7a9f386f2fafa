import { databaseNow, disconnect, sql, useDatabase } from '@/lib/db/database'
import { createPartitions } from '@/lib/engine/duties/partitions'
import { buildFleet } from './fleet'
import { buildFindings } from './fleet-findings'
import { createRandom } from './random'
import { storeChanges } from './store-changes'
import { storeFindings, storeFleet } from './store-fleet'
import { fullHistory, type HistoryShape, storeHistory } from './store-history'
import { storeMaintenance } from './store-maintenance'

export interface SeedRequest {
  systems: number
  /** Another seed makes another fleet of the same kind. */
  seed: number
  history?: HistoryShape
  progress(what: string): void
}

export interface SeedCounts {
  systems: number
  checks: number
  findings: number
}

/**
 * Fills a migrated database with made-up systems and their history. Throws when it holds systems that
 * somebody added: made-up ones among them could not be told apart.
 */
export async function seedDatabase(url: string, request: SeedRequest): Promise<SeedCounts> {
  await useDatabase(url)
  try {
    await refuseUsed()
    const random = createRandom(request.seed)
    const fleet = buildFleet(request.systems, random, await databaseNow())
    const findings = buildFindings(fleet, random)
    request.progress(
      `${fleet.systems.length} systems, ${fleet.checks.length} checks, ${findings.findings.length} findings`,
    )
    const history = request.history ?? fullHistory
    await createPartitions(new Date(fleet.now.getTime() - Math.max(120, history.days) * 86_400_000))
    await storeFleet(fleet)
    await storeFindings(findings)
    await storeHistory(fleet, history, request.progress)
    request.progress('maintenance, answers and proofs')
    await storeMaintenance(fleet, random)
    request.progress('changes')
    await storeChanges(fleet, random)
    return { systems: fleet.systems.length, checks: fleet.checks.length, findings: findings.findings.length }
  } finally {
    await disconnect()
  }
}

async function refuseUsed(): Promise<void> {
  const { rows } = await sql().query<{ systems: number }>(
    'select count(*) as systems from system where not is_self',
  )
  const systems = rows[0]?.systems ?? 0
  if (systems > 0) {
    throw new Error(
      `This database holds ${systems} systems already; made-up ones are only put into an empty one. Set DATABASE_URL to a database of its own.`,
    )
  }
}
