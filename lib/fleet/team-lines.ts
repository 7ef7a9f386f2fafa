import { chosenOf, sumOf } from '@/lib/trends/sum-counts'
import { type FleetCounts, flagsOf, gradesAt, noise, oldestProof, onTime, openFindings } from './measures'
import type { TeamFlags, TeamLine } from './view'

interface Team {
  id: string
  name: string
}

/** Teams that look after something, by name; systems of no team come last. Pure. */
function choices(counts: FleetCounts, teams: readonly Team[]): { id: string | null; name: string }[] {
  const all = [...teams, { id: null, name: 'Without a team' }]
  return all.filter(({ id }) => systemsOf(counts, id) > 0)
}

const systemsOf = (counts: FleetCounts, teamId: string | null) =>
  sumOf(chosenOf(counts.scores, 0, { teamId }), ({ systems }) => systems)

/** One line for each team: how it stands, and whether that is better than a week ago. Pure. */
export function teamLines(counts: FleetCounts, teams: readonly Team[]): TeamLine[] {
  return choices(counts, teams).map(({ id, name }) => {
    const choice = { teamId: id }
    const proofs = chosenOf(counts.proofs, 0, choice)
    return {
      id,
      name,
      systems: systemsOf(counts, id),
      grades: gradesAt(counts, 0, choice),
      flags: flagsOf(counts, choice, 'raised'),
      open: openFindings(counts, choice),
      onTime: onTime(counts, choice),
      noise: noise(counts, choice),
      claimed: sumOf(proofs, ({ claimed }) => claimed),
      proven: sumOf(proofs, ({ proven }) => proven),
      never: sumOf(proofs, ({ never }) => never),
      oldestDays: oldestProof(counts, choice).now,
    }
  })
}

/** Flags of each team, by rule: raised, unknown, and by how many more than a week ago. Pure. */
export function teamFlags(counts: FleetCounts, teams: readonly Team[], keys: readonly string[]): TeamFlags[] {
  return choices(counts, teams).map(({ id, name }) => ({
    id,
    name,
    cells: keys.map((key) => {
      const raised = flagsOf(counts, { teamId: id }, 'raised', key)
      return {
        key,
        raised: raised.now,
        unknown: flagsOf(counts, { teamId: id }, 'unknown', key).now ?? 0,
        change: raised.now === null || raised.before === null ? null : raised.now - raised.before,
      }
    }),
  }))
}
