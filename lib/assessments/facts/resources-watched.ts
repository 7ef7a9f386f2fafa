import type { SystemFacts } from '@/lib/facts/system-facts'
import { type Fact, missing } from './define-fact'

/** What can be exhausted, the checks that watch it, and of which targets they are asked. */
const resources = [
  { name: 'disk', kinds: ['host.disk_free'], target: 'host' },
  { name: 'memory', kinds: ['host.memory'], target: 'host' },
  { name: 'open files', kinds: ['host.fd_system'], target: 'host' },
  { name: 'connections', kinds: ['pg.connections'], target: 'postgres' },
] as const

/** Whether each resource of the system's targets is watched, whatever is found. */
export const resourcesWatched: Fact = {
  name: 'resources.watched',
  tells: 'whether disk, memory and open files of the host are watched, and the connections of its database',
  read: (facts) => {
    const read = resources
      .filter(({ target }) => facts.targets.some(({ kind }) => kind === target))
      .map((resource) => ({ ...resource, ...watcherOf(resource.kinds, facts) }))
    // Without a target that has resources, nothing is known of them here.
    if (read.length === 0) return null
    if (!facts.targets.some(({ kind }) => kind === 'host'))
      return missing(
        'Only connections are watched here; who watches disk, memory and open files is not known.',
      )
    const unwatched = read.filter(({ check }) => !check).map(({ name }) => name)
    const shown = read.flatMap(({ check }) =>
      check ? [{ sentence: `${check.name} on ${check.target.address}.`, href: `/checks/${check.id}` }] : [],
    )
    if (unwatched.length > 0)
      return {
        outcome: 'fail',
        statement: `Nothing watches ${unwatched.join(', ')}.`,
        facts: shown,
      }
    const blind = read.filter(({ isBlind }) => isBlind).map(({ name }) => name)
    if (blind.length > 0) return missing(`No current figure of ${blind.join(', ')}.`, shown)
    return {
      outcome: 'pass',
      statement: `Watched: ${read.map(({ name }) => name).join(', ')}.`,
      facts: shown,
    }
  },
}

function watcherOf(kinds: readonly string[], { checks }: SystemFacts) {
  const watching = checks.filter(({ kind, state }) => kinds.includes(kind) && state !== 'paused')
  return {
    check: watching[0],
    isBlind: watching.some(({ state }) => state === 'unknown' || state === 'never'),
  }
}
