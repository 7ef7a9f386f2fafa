import type { KnownRule } from '@/lib/red-flags/active-rules'
import type { RedFlagsFacts } from '../section-facts'
import type { FlagCell } from './flag-store'
import type { ScopeSystem } from './scope-store'

const listed = 5

/** Rules that counted at the instant: those that are on now, with what was switched or written afterwards taken back. Pure. */
export function rulesAsOf(
  known: readonly KnownRule[],
  later: { switches: ReadonlyMap<string, boolean>; rules: ReadonlySet<string> },
): { key: string; title: string }[] {
  return known
    .filter(({ rule, enabled }) => !later.rules.has(rule.key) && (later.switches.get(rule.key) ?? enabled))
    .map(({ rule: { key, title } }) => ({ key, title }))
}

/** Each flag with its systems, longest first, and all cells counted. What was never judged is unknown. Pure. */
export function flagFacts(
  rules: readonly { key: string; title: string }[],
  cells: readonly FlagCell[],
  moves: ReadonlyMap<string, { raised: number; cleared: number }>,
  systems: readonly ScopeSystem[],
): RedFlagsFacts {
  const names = new Map(systems.map(({ id, name }) => [id, name]))
  const byKey = Map.groupBy(cells, ({ key }) => key)
  const rows = rules.map(({ key, title }) => {
    const own = byKey.get(key) ?? []
    const raised = own
      .filter(({ status }) => status === 'raised')
      .map(({ systemId, since, sentence }) => ({
        systemId,
        system: names.get(systemId) ?? '',
        since: since ?? '',
        sentence: sentence ?? '',
      }))
      .sort((a, b) => compare(a.since, b.since) || compare(a.system, b.system))
    return {
      key,
      title,
      systems: raised.slice(0, listed),
      raised: raised.length,
      newlyRaised: moves.get(key)?.raised ?? 0,
      cleared: moves.get(key)?.cleared ?? 0,
      unknown: own.filter(({ status }) => status === null || status === 'unknown').length,
    }
  })
  const sum = (of: 'raised' | 'unknown') => rows.reduce((total, row) => total + row[of], 0)
  return {
    raised: sum('raised'),
    unknown: sum('unknown'),
    clear: cells.length - sum('raised') - sum('unknown'),
    rows,
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
