import { canPublishChecklist, canRecordIncident, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { localText } from '@/lib/changes/local-moment'
import { databaseNow } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import { offeredChecks } from './add-check'
import { foundIncident } from './found-incident'
import { listIncidentSystems, type Origin, originOfAlert, originOfFinding } from './origin-store'
import { readTargets, readThings } from './proposal-store'
import { permitIncident } from './record'
import type { NewIncidentQuery } from './schema'
import type { IncidentFormView, IncidentTold, PreventionChoices } from './view'

/** What the form of a new incident offers, filled from what it is started from. Throws Problem forbidden. */
export async function getIncidentForm(viewer: Viewer, query: NewIncidentQuery): Promise<IncidentFormView> {
  permit(
    canRecordIncident(viewer, { teamId: null }),
    'Writing down incidents needs the role maintainer. A manager or admin can give it to you.',
  )
  const systems = (await listIncidentSystems()).filter((system) => canRecordIncident(viewer, system))
  const origin = await originOf(query)
  const now = await databaseNow()
  const local = (at: Date | null) => (at === null ? '' : localText(at, viewer.timeZone))
  return {
    systems: systems.map(({ id, name }) => ({ id, name })),
    proposed: {
      systemId: origin?.systemId ?? query.system ?? '',
      title: (origin?.title ?? '').slice(0, 160),
      detail: (origin?.detail ?? '').slice(0, 4_000),
      startedAt: local(origin?.startedAt ?? now),
      detectedAt: local(origin?.startedAt ?? now),
      endedAt: local(origin?.endedAt ?? null),
      detectedBy: origin?.detectedBy ?? 'us',
      severity: origin?.severity ?? 'high',
      costMinutes: '',
      cost: '',
      findingId: origin?.findingId ?? null,
      alertId: origin?.alertId ?? null,
    },
    from: origin?.label ?? null,
  }
}

/** What the form of a known incident is filled with. Throws Problem: not-found, forbidden, conflict (closed, archived). */
export async function getIncidentEdit(
  viewer: Viewer,
  number: number,
): Promise<{ number: number; revision: number; told: IncidentTold }> {
  const row = await foundIncident(number)
  permitIncident(viewer, {
    name: row.system,
    teamId: row.teamId,
    archivedAt: row.isArchived ? row.now : null,
  })
  if (row.state === 'closed')
    throw new Problem('conflict', 'It is closed, so its record stays as it is. Open it again to change it.')
  const local = (at: Date | null) => (at === null ? '' : localText(at, viewer.timeZone))
  const { title, detail, detectedBy, severity, costMinutes, cost, lesson, revision } = row
  return {
    number,
    revision,
    told: {
      title,
      detail,
      startedAt: local(row.startedAt),
      detectedAt: local(row.detectedAt),
      endedAt: local(row.endedAt),
      detectedBy,
      severity,
      costMinutes: costMinutes === null ? '' : String(costMinutes),
      cost,
      lesson,
    },
  }
}

async function originOf({ finding, alert }: NewIncidentQuery): Promise<Origin | null> {
  if (finding !== null) return originOfFinding(finding)
  return alert === null ? null : originOfAlert(alert)
}

/** What may be chosen as a prevention of an incident. Throws Problem: not-found, forbidden. */
export async function getPreventionChoices(viewer: Viewer, number: number): Promise<PreventionChoices> {
  const row = await foundIncident(number)
  permit(
    canRecordIncident(viewer, row),
    'Choosing what prevents it needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.',
  )
  const { checks, tasks, controls } = await readThings(row.systemId)
  return {
    incident: { number, title: row.title, systemId: row.systemId, system: row.system },
    checks,
    offers: offeredChecks(await readTargets(row.systemId)),
    tasks,
    controls,
    mayWriteQuestions: canPublishChecklist(viewer),
  }
}
