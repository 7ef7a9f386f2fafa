import { readChecks } from '../read-checks'
import { type Fact, missing } from './define-fact'

/** Whether dead rows are watched table by table. */
export const bloatWatched: Fact = {
  name: 'bloat.watched',
  tells: 'whether a check of dead rows looks at each database, whatever it finds',
  read: (facts) => {
    const targets = facts.targets.filter(({ kind }) => kind === 'postgres')
    if (targets.length === 0) return null
    const checks = facts.checks.filter(({ kind }) => kind === 'pg.dead_tuples')
    const bare = targets.filter(({ id }) => !checks.some(({ target }) => target.id === id))
    if (bare.length > 0)
      return {
        outcome: 'fail',
        choice: 'when-slow',
        statement: `No check looks for dead rows on ${bare.map(({ address }) => address).join(', ')}.`,
        facts: [],
      }
    const read = readChecks(['pg.dead_tuples'], facts)
    if (!read) return missing('The check of dead rows does not apply to this database.')
    if (read.outcome === 'unknown') return read
    return { outcome: 'pass', statement: `A check looks at each table. ${read.statement}`, facts: read.facts }
  },
}
