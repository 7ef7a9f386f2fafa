import { newId } from '@/lib/db/new-id'
import { composeReport } from '../compose-report'
import { freezeReport } from '../payload'
import { reportNumbers } from '../read-numbers'
import { insertReport } from '../report-store'
import { factsOf } from './report-facts-builder'

/** Stores the report of a week in UTC, as if it had been built; returns its id. */
export async function storeTestReport(report: {
  week: string
  to: Date
  builtAt: Date
  team?: { id: string; name: string }
}): Promise<string> {
  const facts = factsOf()
  const document = composeReport(facts, { installation: 'http://localhost:3000' })
  const { text, sha256 } = freezeReport({ schemaVersion: 1, facts, document })
  const id = newId()
  await insertReport({
    id,
    kind: 'weekly',
    scope: report.team ? 'team' : 'instance',
    teamId: report.team?.id ?? null,
    teamName: report.team?.name ?? null,
    week: report.week,
    periodFrom: new Date(report.to.getTime() - 7 * 86_400_000),
    periodTo: report.to,
    zone: 'UTC',
    schemaVersion: 1,
    payload: text,
    sha256,
    numbers: reportNumbers(facts),
    builtAt: report.builtAt,
    buildMs: 5,
    requestedById: null,
  })
  return id
}
