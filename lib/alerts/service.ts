import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { systemForProof } from '@/lib/drills/require-maintainer'
import { requireEvidence } from '@/lib/evidence/service'
import { Problem } from '@/lib/problem'
import { shareOf, sharesByRule } from './alert-shares'
import { type AlertRecord, judgeAlert } from './judge-alert'
import { parseAlertLines } from './parse-alert-lines'
import type { AlertForm, AlertOutcome } from './schema'
import {
  alertKey,
  findRecorded,
  insertAlerts,
  lockAlert,
  type NewAlert,
  readAlerts,
  readRecentAlerts,
  setOutcome,
} from './store'
import type { AlertsPage, AlertsSummary } from './view'

/** Alerts on one page. */
export const alertsPerPage = 50

/** Days over which shares are shown. */
const shareDays = 28

type Read = (context: { zone: string; now: Date }) => AlertRecord[]

/** Records one alert and what became of it. Throws Problem: invalid, forbidden, not-found, conflict. */
export function recordAlert(
  viewer: Viewer,
  systemId: string,
  form: AlertForm,
  evidenceIds: readonly string[],
): Promise<{ recorded: number; known: number }> {
  return record(viewer, systemId, (context) => [judgeAlert(form, context)], evidenceIds)
}

/** Records a pasted list; those that are on record already are left out and counted. Throws Problem, naming the lines. */
export function recordAlertLines(
  viewer: Viewer,
  systemId: string,
  lines: string,
): Promise<{ recorded: number; known: number }> {
  return record(viewer, systemId, (context) => parseAlertLines(lines, context), [])
}

async function record(
  viewer: Viewer,
  systemId: string,
  read: Read,
  evidenceIds: readonly string[],
): Promise<{ recorded: number; known: number }> {
  return inTransaction(async (tx) => {
    const system = await systemForProof(tx, viewer, systemId)
    const now = await transactionNow(tx)
    const alerts = read({ zone: viewer.timeZone, now })
    await requireEvidence(tx, system.id, evidenceIds)
    const seen = await findRecorded(tx, system.id, alerts)
    const fresh: NewAlert[] = []
    for (const alert of alerts) {
      const key = alertKey(alert)
      if (seen.has(key)) continue
      seen.add(key)
      fresh.push({
        ...alert,
        id: newId(),
        systemId: system.id,
        evidenceIds: [...evidenceIds],
        source: 'person',
        recordedById: viewer.id,
        recordedAt: now,
      })
    }
    const [first] = fresh
    if (!first)
      throw new Problem(
        'conflict',
        alerts.length === 1
          ? 'This alert is on record already: the same rule fired at the same moment.'
          : `All ${alerts.length} of these alerts are on record already.`,
      )
    await insertAlerts(tx, fresh)
    await appendAudit(tx, {
      actor: viewer,
      action: 'alert.record',
      entity: 'system',
      entityId: system.id,
      after: { alerts: fresh.map(({ id, rule, firedAt, outcome }) => ({ id, rule, firedAt, outcome })) },
    })
    return { recorded: fresh.length, known: alerts.length - fresh.length }
  })
}

/** Says what became of an alert of which nobody had written it down. What is known stays. Throws Problem. */
export async function rateAlert(
  viewer: Viewer,
  id: string,
  outcome: Exclude<AlertOutcome, 'unknown'>,
): Promise<{ systemId: string }> {
  return inTransaction(async (tx) => {
    const alert = isId(id) ? await lockAlert(tx, id) : null
    if (!alert) throw new Problem('not-found', 'There is no such alert.')
    await systemForProof(tx, viewer, alert.systemId)
    if (alert.outcome !== 'unknown')
      throw new Problem('conflict', `What became of it is on record: ${alert.outcome.replace('-', ' ')}.`)
    await setOutcome(tx, id, outcome)
    await appendAudit(tx, {
      actor: viewer,
      action: 'alert.rate',
      entity: 'alert',
      entityId: id,
      before: { outcome: alert.outcome },
      after: { outcome },
    })
    return { systemId: alert.systemId }
  })
}

/** What fired in four weeks and what became of it. Reading is open to everybody who signed in. */
export async function summariseAlerts(_viewer: Viewer, systemId: string): Promise<AlertsSummary> {
  const recent = await readRecentAlerts(systemId, shareDays)
  return { all: shareOf(recent), byRule: sharesByRule(recent) }
}

/** One page of the alerts of a system, newest first. */
export async function listAlerts(_viewer: Viewer, systemId: string, page = 1): Promise<AlertsPage> {
  return readAlerts(systemId, { limit: alertsPerPage, offset: (page - 1) * alertsPerPage })
}
