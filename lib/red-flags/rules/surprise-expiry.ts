import type { CheckFact, FindingFact, SystemFacts } from '@/lib/facts/system-facts'
import { tlsEndpoint } from '@/lib/systems/tls-endpoint'
import { defineRule } from '../define-rule'
import { clear, raised, unknown } from '../flag-reading'
import { countOf, dayOf, daysSince, listed } from '../words'

const expiryKind = 'tls.expiry'

const watches = ({ kind, state }: CheckFact) => kind === expiryKind && state !== 'paused'

/** Somebody had done something about it before it ended. */
const wasNoticed = (findings: readonly FindingFact[], checkId: string, expiredAt: Date) =>
  findings.some(
    (finding) =>
      finding.checkId === checkId &&
      finding.actedOnAt !== null &&
      finding.actedOnAt <= expiredAt &&
      (finding.endedAt === null || finding.endedAt >= expiredAt),
  )

const nothingExpires =
  'Nothing of it that ends is known: it has no endpoint with TLS, and keys, tokens and domains are not watched yet.'

const endpointsOf = ({ targets }: SystemFacts) => [
  ...new Set(targets.map(tlsEndpoint).filter((endpoint) => endpoint !== null)),
]

/** "Users told us that the certificate had expired." */
export const surpriseExpiry = defineRule({
  key: 'surprise-expiry',
  title: 'Surprise expiries',
  claim: 'What ends is renewed in time: the system has certificates.',
  proof:
    'Every endpoint with TLS is watched, and whatever ended was in somebody’s hands before its last day.',
  clears:
    'Add a check of the expiry to every endpoint with TLS. After a missed expiry the flag clears when the whole window has passed without another one; work on the finding before the date next time.',
  severity: 'high',
  severityReason: 'A certificate that ends stops every client at the same second.',
  isOnByDefault: true,
  verb: { label: 'Look at its checks', path: '' },
  thresholds: {
    windowDays: { label: 'Looks back', unit: 'days', initial: 90, min: 1, max: 90 },
  },
  leftOut: [
    { clause: '14 d or less are left and no owner was notified', why: 'notifications are not sent yet' },
    { clause: 'Keys, tokens and domains that end', why: 'nothing watches them yet' },
  ],
  clauses: [
    {
      key: 'passed',
      says: ({ windowDays }) => `Something expired in ${windowDays} d before anybody worked on its finding`,
      judge: (facts, { windowDays }) => {
        const watching = facts.checks.filter(watches)
        const missed = facts.expiries.flatMap(({ checkId, address, expiredAt }) => {
          const at = expiredAt.filter(
            (each) => daysSince(each, facts.now) <= windowDays && !wasNoticed(facts.findings, checkId, each),
          )
          const last = at.at(-1)
          return last ? [`${address} on ${dayOf(facts, last)}`] : []
        })
        if (missed.length > 0)
          return raised(`Expired before anybody had worked on it in ${windowDays} d: ${listed(missed)}.`)
        if (watching.length === 0)
          return unknown(
            endpointsOf(facts).length === 0
              ? nothingExpires
              : 'No check of the expiry is at work: whether something ended is not known.',
          )
        const blind = watching.filter(({ state }) => state === 'unknown' || state === 'never')
        return blind.length > 0
          ? unknown(
              `Whether something ended is not known: ${listed(blind.map(({ target }) => target.address))} could not be asked.`,
            )
          : clear(
              `${countOf(watching.length, 'endpoint')} watched; nothing expired unnoticed in ${windowDays} d.`,
            )
      },
    },
    {
      key: 'unwatched',
      says: () => 'No check watches the expiry of an endpoint with TLS',
      judge: (facts) => {
        const endpoints = endpointsOf(facts)
        if (endpoints.length === 0) return unknown(nothingExpires)
        const watched = new Set(facts.checks.filter(watches).map(({ target }) => tlsEndpoint(target)))
        const bare = endpoints.filter((endpoint) => !watched.has(endpoint))
        return bare.length > 0
          ? raised(`No check watches when the certificate of ${listed(bare)} ends.`)
          : clear(`The expiry of ${countOf(endpoints.length, 'endpoint')} with TLS is watched.`)
      },
    },
  ],
})
