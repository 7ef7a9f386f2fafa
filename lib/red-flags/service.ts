import { canChangeRedFlagRules, canCreateSystem } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import { type KnownRule, knownRules } from './active-rules'
import { enabledRules } from './judge-systems'
import { readStoredRules } from './rule-store'
import type { FlagQuery } from './schema'
import {
  readCounts,
  readCoverage,
  readFlagsOfSystem,
  readMatrix,
  readRaised,
  readSystemsOf,
  readUnknownReasons,
  readWeeks,
} from './store'
import type { FlagDetail, FlagView, RedFlagsPage, SystemFlag } from './view'

// Reading is open to everybody who has signed in.

const weeksShown = 12
const systemsPerPage = 25
// With six flags below them they print on one sheet.
const systemsInMatrix = 20
const raisedPerFlag = 5
const reasonsPerFlag = 2

/** All flags with the matrix of systems. */
export async function getRedFlags(viewer: Viewer, { page }: { page: number }): Promise<RedFlagsPage> {
  const known = knownRules(await readStoredRules())
  const on = known.filter(({ enabled }) => enabled)
  const keys = on.map(({ rule }) => rule.key)
  const { now, ...coverage } = await readCoverage(keys)
  const matrix = await readMatrix(keys, { limit: systemsInMatrix, offset: (page - 1) * systemsInMatrix })
  return {
    flags: await flagViews(viewer, on, raisedPerFlag),
    off: known
      .filter(({ enabled }) => !enabled)
      .map(({ rule: { key, title, claim }, source }) => ({ key, title, claim, isOwn: source !== null })),
    matrix: {
      rows: matrix,
      total: coverage.systems,
      page,
      pages: Math.max(1, Math.ceil(coverage.systems / systemsInMatrix)),
    },
    coverage,
    mayEvaluate: canCreateSystem(viewer),
    mayChangeRules: canChangeRedFlagRules(viewer),
    now,
  }
}

/** What a page begins with: what is raised, else what is not known. Pure. */
const mostPressing = ({ raised, unknown }: FlagDetail['flag']['counts']): FlagDetail['show'] =>
  raised > 0 || unknown === 0 ? 'raised' : 'unknown'

/** One flag with its numbers and the systems of which it says something. Throws not-found. */
export async function getFlag(viewer: Viewer, key: string, query: FlagQuery): Promise<FlagDetail> {
  const known = await ruleByKey(key)
  const { rule, numbers, source, updatedAt } = known
  const [flag] = await flagViews(viewer, [known], 0)
  if (!flag) throw new Error('a rule has a view')
  const { now, ...coverage } = await readCoverage([key])
  const { page } = query
  const show = query.show ?? mostPressing(flag.counts)
  const offset = (page - 1) * systemsPerPage
  const total = flag.counts[show]
  return {
    flag,
    thresholds: Object.entries(rule.thresholds).map(([name, spec]) => ({
      key: name,
      ...spec,
      value: numbers[name] ?? spec.initial,
    })),
    changedAt: updatedAt?.toISOString() ?? null,
    source,
    systems: {
      rows: await readSystemsOf(key, show, { limit: systemsPerPage, offset }),
      total,
      page,
      pages: Math.max(1, Math.ceil(total / systemsPerPage)),
    },
    show,
    mayChange: canChangeRedFlagRules(viewer),
    coverage,
    now,
  }
}

/** What every flag that is on says of one system, in reading order. */
export async function getSystemFlags(_viewer: Viewer, systemId: string): Promise<SystemFlag[]> {
  const rules = await enabledRules()
  const rows = await readFlagsOfSystem(
    systemId,
    rules.map(({ rule }) => rule.key),
  )
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return rules.map(({ rule: { key, title, clears, verb } }) => {
    const row = byKey.get(key)
    return {
      key,
      title,
      status: row?.status ?? null,
      sentence: row?.sentence ?? 'Not judged yet: the worker does so within minutes.',
      since: row?.since ?? null,
      clauses: row?.clauses ?? [],
      clears,
      verb,
    }
  })
}

/** One rule, on or off. Throws not-found. */
export async function ruleByKey(key: string): Promise<KnownRule> {
  const known = knownRules(await readStoredRules()).find(({ rule }) => rule.key === key)
  if (!known) throw new Problem('not-found', 'There is no such red flag.')
  return known
}

async function flagViews(viewer: Viewer, rules: readonly KnownRule[], perFlag: number): Promise<FlagView[]> {
  const keys = rules.map(({ rule }) => rule.key)
  const counts = await readCounts(keys)
  const weeks = await readWeeks(keys, { zone: viewer.timeZone, weeks: weeksShown })
  const raised = perFlag > 0 ? await readRaised(keys, perFlag) : new Map()
  const reasons = perFlag > 0 ? await readUnknownReasons(keys, reasonsPerFlag) : new Map()
  return rules.map(({ rule, numbers, enabled, source }) => ({
    key: rule.key,
    title: rule.title,
    claim: rule.claim,
    proof: rule.proof,
    clears: rule.clears,
    severity: rule.severity,
    verb: rule.verb,
    statements: rule.statements(numbers),
    leftOut: rule.leftOut,
    isOwn: source !== null,
    enabled,
    counts: counts.get(rule.key) ?? { raised: 0, unknown: 0, clear: 0 },
    weeks: weeks.get(rule.key) ?? [],
    raised: raised.get(rule.key) ?? [],
    unknownReasons: reasons.get(rule.key) ?? [],
  }))
}
