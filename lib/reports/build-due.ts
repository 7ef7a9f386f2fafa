import { databaseNow, sql } from '@/lib/db/database'
import { log } from '@/lib/log'
import { type BuildOrder, buildReport } from './build-report'
import { hasSystems, teamsAsOf } from './collect/scope-store'
import { builtWeeks, readReadiness } from './due-store'
import { dueWeeks, isReady } from './due-weeks'
import { lastEndedWeek } from './periods'
import { finishRequest, type NewRequest, takeRequest } from './request-store'
import type { ReportScope } from './schema'
import { readReportSettings } from './settings-store'

/** Seconds that building a report somebody asked for may take before another worker begins it anew. */
const requestLeaseSeconds = 600
const requestDays = 1
const dayMs = 86_400_000

/**
 * Builds every weekly report that is due: of the whole installation and of each team, also those of weeks that ended
 * while nobody worked. One that cannot be built keeps no other from it. Returns how many are new.
 */
export async function buildDueReports(): Promise<number> {
  const [now, { zone }] = [await databaseNow(), await readReportSettings()]
  const ended = lastEndedWeek(now, zone)
  const teams = await teamsAsOf(ended.to, sql())
  const scopes: ReportScope[] = [{ kind: 'instance' }, ...teams.map((id) => ({ kind: 'team', id }) as const)]
  const faults: unknown[] = []
  let built = 0
  for (const scope of scopes) {
    for (const week of dueWeeks(ended, await builtWeeks(scope), zone)) {
      if (!isReady(week.to, await readReadiness(week.to), now)) break
      if (!(await hasSystems(scope, week.to, sql()))) continue
      const order = { scope, week: week.name, from: week.from, to: week.to, zone }
      const done = await tryBuild(order, faults)
      if (!done) break
      if (done.isNew) built += 1
    }
  }
  if (faults.length > 0) throw faults[0]
  return built
}

async function tryBuild(order: BuildOrder, faults: unknown[]) {
  try {
    return await buildReport(order)
  } catch (error) {
    log.error({ week: order.week, scope: order.scope, error: String(error) }, 'report could not be built')
    faults.push(error)
    return null
  }
}

/** Builds what people asked for, longest waiting first. Returns how many were dealt with. */
export async function buildRequestedReports(): Promise<number> {
  let dealt = 0
  for (;;) {
    const request = await takeRequest(requestLeaseSeconds)
    if (!request) return dealt
    await answer(request)
    dealt += 1
  }
}

async function answer(request: NewRequest): Promise<void> {
  const age = (await databaseNow()).getTime() - request.requestedAt.getTime()
  if (age > requestDays * dayMs) {
    await finishRequest(request.id, {
      fault: 'It was not built within a day, so nobody waits for it any more. Ask for it again.',
    })
    return
  }
  try {
    const { id } = await buildReport({
      scope: request.teamId === null ? { kind: 'instance' } : { kind: 'team', id: request.teamId },
      week: null,
      from: request.periodFrom,
      to: request.periodTo,
      zone: request.zone,
      requestedById: request.requestedById,
      // The same request twice, after a crash in between, is one report.
      id: request.id,
    })
    await finishRequest(request.id, { reportId: id })
  } catch (error) {
    log.error({ request: request.id, error: String(error) }, 'requested report could not be built')
    await finishRequest(request.id, {
      fault:
        'It could not be built; the log of the worker says why. Ask for it again, or for a shorter period.',
    })
  }
}
