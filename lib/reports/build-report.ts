import { databaseNow } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { publicUrl } from '@/lib/env'
import { collectReportFacts } from './collect/collect-report-facts'
import { composeReport } from './compose-report'
import { freezeReport } from './payload'
import { reportNumbers } from './read-numbers'
import type { ReportFacts } from './report-facts'
import { findReport, findWeekly, insertReport, numbersBefore } from './report-store'
import { type ReportScope, reportSchemaVersion } from './schema'

/** A period of a scope that shall become a report. */
export interface BuildOrder {
  scope: ReportScope
  /** "2026-W47"; null for a period of choice. */
  week: string | null
  from: Date
  to: Date
  zone: string
  requestedById?: string | null
  /** Given, the same order twice is one report; a week is one anyway. */
  id?: string
}

/**
 * Collects the facts of a period, makes the document of them and keeps both for good. A report that is there already is
 * left as it is, whoever was first. Returns its id.
 */
export async function buildReport(order: BuildOrder): Promise<{ id: string; isNew: boolean }> {
  const before = await existing(order)
  if (before) return { id: before, isNew: false }
  const began = performance.now()
  const builtAt = await databaseNow()
  const facts = await collectReportFacts({
    scope: order.scope,
    period: periodOf(order),
    asOf: order.to < builtAt ? order.to : builtAt,
    ...(await numbersBefore(order.scope, order.from)),
    builtAt,
  })
  const document = composeReport(facts, { installation: new URL(publicUrl()).host })
  const { text, sha256 } = freezeReport({ schemaVersion: reportSchemaVersion, facts, document })
  const id = order.id ?? newId()
  const stored = await insertReport({
    id,
    kind: order.week === null ? 'on-demand' : 'weekly',
    scope: order.scope.kind,
    teamId: order.scope.kind === 'team' ? order.scope.id : null,
    teamName: facts.scope.kind === 'team' ? facts.scope.name : null,
    week: order.week,
    periodFrom: order.from,
    periodTo: order.to,
    zone: order.zone,
    schemaVersion: reportSchemaVersion,
    payload: text,
    sha256,
    numbers: reportNumbers(facts),
    builtAt,
    buildMs: Math.round(performance.now() - began),
    requestedById: order.requestedById ?? null,
  })
  if (stored) return { id: stored, isNew: true }
  const other = await existing(order)
  if (!other) throw new Error('the report was refused, and there is none')
  return { id: other, isNew: false }
}

const periodOf = ({ week, from, to, zone }: BuildOrder): ReportFacts['period'] => ({
  kind: week === null ? 'on-demand' : 'weekly',
  week,
  from: from.toISOString(),
  to: to.toISOString(),
  zone,
})

async function existing({ id, week, scope }: BuildOrder): Promise<string | null> {
  const row = week !== null ? await findWeekly(week, scope) : id ? await findReport(id) : null
  return row?.id ?? null
}
