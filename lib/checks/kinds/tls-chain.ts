import { z } from 'zod'
import { ProbeError } from '@/lib/probe-error'
import type { TlsAnswer } from '@/lib/probes/tls'
import { defineCheck, type Judgement, type ResourceVerdict } from '../define-check'
import { askTls, healthyTls, observedCertificate, tlsTrust } from '../tls-question'
import { failUnreachable, isUnreachable, orUnreachable, type Unreachable } from '../unreachable'
import { compareVerdicts, worstVerdict } from '../verdict'

const config = z.strictObject(tlsTrust)

/** Whether clients can verify what a server shows: path, name and dates, each for itself. */
export const tlsChain = defineCheck({
  kind: 'tls.chain',
  title: 'Certificate chain',
  proves:
    'A client that has only its list of authorities can verify the server: the chain is complete, the name fits, and nothing in it is outside its dates.',
  dimension: 'certificates',
  tier: 'daily',
  targets: ['tls'],
  // Its tier would allow a day; hourly, a renewed certificate is seen the same morning.
  intervalSeconds: 3_600,
  timeoutMs: 15_000,
  failAfter: 2,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'No threshold: a client can verify the chain or it cannot.',
  remediation:
    "See what is served: `openssl s_client -connect <host>:<port> -servername <name> -showcerts`. Incomplete: configure the full chain (leaf, then intermediates; with certbot it is fullchain.pem); browsers hide this fault because they fetch the missing part, other programs fail. Wrong name: issue the certificate with this name among its subject alternative names, or correct the address. Self-signed or private authority: if that is intended, give this check the authority's certificate. Expired: see the check of certificate expiry.",
  privileges: 'none: the worker must reach the port',
  collect: ({ privateCa }, io): Promise<TlsAnswer | Unreachable> => orHandshakeFault(askTls(io, privateCa)),
  judge: (facts, _config, now): Judgement => {
    if (isUnreachable(facts)) return failUnreachable(facts, null)
    const resources = [judgeTrust(facts), judgeName(facts), judgeDates(facts, now)].sort((a, b) =>
      compareVerdicts(a.verdict, b.verdict),
    )
    const faults = resources.filter(({ verdict }) => verdict !== 'ok')
    return {
      verdict: worstVerdict(resources.map(({ verdict }) => verdict)),
      reason:
        faults.length === 0
          ? `Clients can verify ${facts.serverName}: the chain is complete and trusted, the name fits, and all dates are right.`
          : `Clients cannot verify ${facts.serverName}: ${faults.map(({ detail }) => detail).join('; ')}.`,
      value: null,
      unit: null,
      thresholds: { warn: null, fail: null },
      resources,
      evidence: {
        address: facts.address,
        serverName: facts.serverName,
        protocol: facts.protocol,
        trust: { ...facts.trust },
        nameMatches: facts.nameMatches,
        chain: facts.chain.map((certificate) => ({ ...certificate })),
      },
      observations: observedCertificate(facts),
    }
  },
  examples: {
    passing: healthyTls as TlsAnswer | Unreachable,
    failing: {
      ...healthyTls,
      chain: healthyTls.chain.slice(0, 1),
      trust: {
        trusted: false,
        problem: 'incomplete',
        detail: 'nobody served the certificate of "Example Issuing CA", which signed "shop.example.com"',
      },
    },
  },
})

/** A handshake that the server breaks off is this check's subject; that nobody listens is not. */
async function orHandshakeFault(work: Promise<TlsAnswer>): Promise<TlsAnswer | Unreachable> {
  return orUnreachable(work).then((facts) => {
    if (!isUnreachable(facts) || facts.unreachable.fault === 'tls') return facts
    const { fault, sentence, code } = facts.unreachable
    throw new ProbeError(fault, sentence, code ?? undefined)
  })
}

function judgeTrust({ trust }: TlsAnswer): ResourceVerdict {
  if (trust.trusted)
    return { name: 'chain', value: null, verdict: 'ok', detail: 'the chain is complete and trusted' }
  const meaning = {
    incomplete: 'the chain is incomplete',
    'self-signed': 'the certificate is self-signed',
    'unknown-authority': 'the authority is unknown',
    refused: 'the chain is refused',
  }[trust.problem]
  return { name: 'chain', value: null, verdict: 'fail', detail: `${meaning}: ${trust.detail}` }
}

function judgeName({ nameMatches, serverName, chain }: TlsAnswer): ResourceVerdict {
  if (nameMatches) return { name: 'name', value: null, verdict: 'ok', detail: `the name ${serverName} fits` }
  const names = (chain[0]?.names ?? []).map((name) => name.replace(/^(DNS|IP Address):/, ''))
  const others =
    names.length === 0 ? 'no name at all' : names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : '')
  return {
    name: 'name',
    value: null,
    verdict: 'fail',
    detail: `the certificate is not for ${serverName} but for ${others}`,
  }
}

function judgeDates({ chain }: TlsAnswer, now: Date): ResourceVerdict {
  const wrong = chain.find(({ validTo, validFrom }) => new Date(validTo) <= now || new Date(validFrom) > now)
  if (!wrong) return { name: 'dates', value: null, verdict: 'ok', detail: 'all dates are right' }
  const who = wrong.role === 'leaf' ? 'the certificate' : `the ${wrong.role} "${wrong.name}"`
  const detail =
    new Date(wrong.validFrom) > now
      ? `${who} is not valid before ${wrong.validFrom.slice(0, 10)}`
      : `${who} expired on ${wrong.validTo.slice(0, 10)}`
  return { name: 'dates', value: null, verdict: 'fail', detail }
}
