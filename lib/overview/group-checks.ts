import { capital } from '@/lib/format/sentences'
import type { CheckState } from './check-state'
import type { CheckLine } from './view'

const rank: Readonly<Record<CheckState, number>> = {
  fail: 0,
  warn: 1,
  unknown: 2,
  never: 3,
  ok: 4,
  'not-applicable': 5,
  paused: 6,
}

export interface CheckGroup<Check> {
  title: string
  checks: Check[]
}

const titleOf = (dimension: string) => capital(dimension.replaceAll('-', ' '))

/** Checks by dimension; groups and rows worst first, equal ones by name. Pure. */
export function groupChecks<Check extends Pick<CheckLine, 'name' | 'dimension' | 'state'>>(
  checks: readonly Check[],
): CheckGroup<Check>[] {
  const groups = Map.groupBy(checks, ({ dimension }) => dimension)
  return [...groups]
    .map(([dimension, members]) => ({
      title: titleOf(dimension),
      checks: members.toSorted((a, b) => rank[a.state] - rank[b.state] || a.name.localeCompare(b.name)),
    }))
    .sort((a, b) => worst(a.checks) - worst(b.checks) || a.title.localeCompare(b.title))
}

const worst = (checks: readonly { state: CheckState }[]) =>
  Math.min(...checks.map(({ state }) => rank[state]))
