import { newId } from '@/lib/db/new-id'
import { composeReport } from '@/lib/reports/compose-report'
import { freezeReport } from '@/lib/reports/payload'
import { reportNumbers } from '@/lib/reports/read-numbers'
import type { ReportFacts } from '@/lib/reports/report-facts'
import { insertReport } from '@/lib/reports/report-store'
import { reportSchemaVersion } from '@/lib/reports/schema'

/** Stores a report made of these facts, as the worker stores one; returns its id. */
export async function storeTestReport(facts: ReportFacts): Promise<string> {
  const document = composeReport(facts, { installation: 'https://wheeltapper.example' })
  const frozen = freezeReport({ schemaVersion: reportSchemaVersion, facts, document })
  const { scope, period } = facts
  const id = await insertReport({
    id: newId(),
    kind: period.kind,
    scope: scope.kind,
    teamId: scope.kind === 'team' ? scope.id : null,
    teamName: scope.kind === 'team' ? scope.name : null,
    week: period.week,
    periodFrom: new Date(period.from),
    periodTo: new Date(period.to),
    zone: period.zone,
    schemaVersion: reportSchemaVersion,
    payload: frozen.text,
    sha256: frozen.sha256,
    numbers: reportNumbers(facts),
    builtAt: new Date(facts.builtAt),
    buildMs: 1_200,
    requestedById: null,
  })
  if (!id) throw new Error(`a report of ${period.week} is there already`)
  return id
}
