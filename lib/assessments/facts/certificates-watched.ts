import type { SystemFacts } from '@/lib/facts/system-facts'
import { tlsEndpoint } from '@/lib/systems/tls-endpoint'
import { type Fact, missing } from './define-fact'
import { countOf, listed } from './words'

/** Whether the expiry of every endpoint with TLS is watched. */
export const certificatesWatched: Fact = {
  name: 'certificates.watched',
  tells: 'whether each address with TLS has a check of its expiry with a current result',
  read: (facts) => {
    const endpoints = [...new Set(facts.targets.map(tlsEndpoint).filter((endpoint) => endpoint !== null))]
    if (endpoints.length === 0) return null
    const watched = new Map(watchers(facts).map((check) => [tlsEndpoint(check.target), check]))
    const shown = {
      facts: [...watched.values()].map(({ id, name, target }) => ({
        sentence: `${name} on ${target.address}.`,
        href: `/checks/${id}`,
      })),
    }
    const bare = endpoints.filter((endpoint) => !watched.has(endpoint))
    if (bare.length > 0)
      return {
        outcome: 'fail',
        choice: bare.length < endpoints.length ? 'some' : 'none',
        statement: `Of ${countOf(endpoints.length, 'endpoint')} with TLS, nothing watches the expiry of ${listed(bare)}.`,
        ...shown,
      }
    const blind = endpoints.filter((endpoint) => !isData(watched.get(endpoint)?.state))
    if (blind.length > 0)
      return missing(`The expiry of ${listed(blind)} is watched, without a current result.`, shown.facts)
    return {
      outcome: 'pass',
      statement: `The expiry of ${countOf(endpoints.length, 'endpoint')} with TLS is watched.`,
      ...shown,
    }
  },
}

const isData = (state: string | undefined): boolean => state === 'ok' || state === 'warn' || state === 'fail'

const watchers = ({ checks }: SystemFacts) =>
  checks
    .filter(({ kind, state }) => kind === 'tls.expiry' && state !== 'paused')
    // Of two checks of one endpoint the later entry counts: the one with a result.
    .toSorted((one, other) => Number(isData(one.state)) - Number(isData(other.state)))
