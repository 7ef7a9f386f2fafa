import type { SystemFacts } from '@/lib/facts/system-facts'
import { readChecks } from '../read-checks'
import { type Fact, missing, type Reading } from './define-fact'

/** Questions that need the whole way to answer, by the kind of target. */
const wholeWay: readonly (readonly [target: string, kinds: readonly string[]])[] = [
  ['url', ['http.status', 'http.latency']],
  ['postgres', ['pg.up']],
]

/** Whether the system answers the way its users ask. */
export const healthEndToEnd: Fact = {
  name: 'health.end-to-end',
  tells: 'whether the check that needs all parts to answer – a request or a query – passes',
  read: (facts) => {
    for (const [kind, kinds] of wholeWay) {
      if (!facts.targets.some((target) => target.kind === kind)) continue
      const read = readChecks(kinds, facts)
      if (read) return { ...read, choice: choices[read.outcome] }
    }
    return readParts(facts)
  },
}

const choices: Readonly<Record<string, string>> = { pass: 'passes', warn: 'struggles', fail: 'fails' }

/** An open port shows that something listens, not that it works. */
function readParts(facts: SystemFacts): Reading {
  const port = readChecks(['tcp.open'], facts)
  if (port?.outcome === 'fail') return { ...port, choice: 'fails' }
  if (port && port.outcome !== 'unknown')
    return {
      ...port,
      outcome: 'warn',
      choice: 'parts-only',
      statement: `Only a port is watched. ${port.statement}`,
    }
  return port ?? missing('No check of this system asks a request or a query from end to end.')
}
