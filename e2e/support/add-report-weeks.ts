import { disconnect } from '@/lib/db/database'
import { reportWeeks } from '@/lib/reports/testing/report-weeks'
import { storeTestReport } from '@/scripts/testing/report-fixture'

// Runs as a process of its own with the product's environment: every week of the fixtures as a stored report of all
// systems, each under the name of a week of its own.

const weeks: Record<string, { path: string; decisions: number }> = {}
for (const [place, [name, facts]] of Object.entries(reportWeeks).entries()) {
  const week = `${2020 + Math.floor(place / 50)}-W${String((place % 50) + 1).padStart(2, '0')}`
  const period = { ...facts.period, kind: 'weekly' as const, week }
  await storeTestReport({ ...facts, scope: { kind: 'instance' }, period })
  weeks[name] = { path: `/reports/${week}`, decisions: facts.decisions.items.length }
}
await disconnect()
process.send?.(weeks)
