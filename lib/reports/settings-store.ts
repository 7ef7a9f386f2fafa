import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { type ReportSettings, reportSettings } from './schema'

const key = 'reports'
const initial: ReportSettings = { zone: 'UTC' }

/** When reports are built here; as it came until somebody decides. */
export async function readReportSettings(on: Sql = sql()): Promise<ReportSettings> {
  const { rows } = await on.query<{ value: unknown }>('select value from instance_setting where key = $1', [
    key,
  ])
  return reportSettings.catch(initial).parse(rows[0]?.value ?? initial)
}

/** Stores them and returns what they were. */
export async function saveReportSettings(
  tx: Transaction,
  settings: ReportSettings,
  now: Date,
): Promise<ReportSettings> {
  await tx.$executeRaw`select pg_advisory_xact_lock(72707381)`
  const before = await tx.instanceSetting.findUnique({ where: { key } })
  await tx.instanceSetting.upsert({
    where: { key },
    create: { key, value: settings, updatedAt: now },
    update: { value: settings, updatedAt: now },
  })
  return reportSettings.catch(initial).parse(before?.value ?? initial)
}
