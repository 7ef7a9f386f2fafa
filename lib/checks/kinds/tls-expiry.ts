import { z } from 'zod'
import type { ServedCertificate, TlsAnswer } from '@/lib/probes/tls'
import { defineCheck, type Judgement, type ResourceVerdict } from '../define-check'
import { tenth } from '../http-question'
import { askTls, healthyTls, observedCertificate, tlsTrust } from '../tls-question'
import { compareVerdicts, type Verdict, worstVerdict } from '../verdict'

const config = z
  .strictObject({
    warnDays: z.number().min(0).max(400).default(20).describe('Warn below this many days left'),
    failDays: z.number().min(0).max(400).default(7).describe('Fail below this many days left'),
    warnShare: z
      .number()
      .min(0)
      .max(100)
      .default(33.3)
      .describe(
        'and below this share of its whole life, in percent, so that short-lived certificates are not always red',
      ),
    failShare: z
      .number()
      .min(0)
      .max(100)
      .default(16.7)
      .describe('Fail only below this share of its whole life, in percent'),
    ...tlsTrust,
  })
  .refine(({ warnDays, failDays }) => failDays <= warnDays, {
    path: ['failDays'],
    message: 'Must not be above the days to warn.',
  })

type Limits = Omit<z.infer<typeof config>, 'privateCa'>

const dayMs = 86_400_000

/** How long each certificate that a server sends is still valid. */
export const tlsExpiry = defineCheck({
  kind: 'tls.expiry',
  title: 'Certificate expiry',
  proves: 'No certificate that the server sends, leaf or intermediate, is about to expire.',
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
  thresholdSource:
    'Days: 20 as awesome-prometheus-alerts and check_ssl_cert, 7 our own. Shares: a third of the life is when ACME clients renew, a sixth means that renewals failed repeatedly. Both must be passed, because certificates of six days exist.',
  remediation:
    'Find out why it was not renewed: on the host, `certbot renew --dry-run` (or the log of your ACME client, or cert-manager: `kubectl describe certificate`). Typical causes are a changed DNS record, a closed port 80, or an expired API token of the DNS provider. After renewal reload the service; a process that still holds the old file keeps serving it. An intermediate that ends: install the current chain of the authority, leaf first.',
  privileges: 'none: the worker must reach the port',
  collect: ({ privateCa }, io): Promise<TlsAnswer> => askTls(io, privateCa),
  judge: (answer, limits, now): Judgement => {
    const { chain, address, serverName, protocol } = answer
    // A root that clients trust lies in their own store; when the served copy ends does not matter to them.
    const judged = chain.filter(({ role }, index) => role !== 'root' || index === 0)
    const resources = judged.map((certificate) => judgeCertificate(certificate, limits, now)).sort(worstFirst)
    const earliest = judged.reduce((first, next) => (next.validTo < first.validTo ? next : first))
    const [worst] = resources
    const effective = limitsOf(earliest, limits)
    return {
      verdict: worstVerdict(resources.map(({ verdict }) => verdict)),
      reason: `The ${worst?.name} ${worst?.detail}.`,
      value: tenth(daysLeft(earliest, now)),
      unit: 'days',
      thresholds: { warn: tenth(effective.warn), fail: tenth(effective.fail) },
      resources,
      evidence: { address, serverName, protocol, chain: chain.map((certificate) => ({ ...certificate })) },
      observations: observedCertificate(answer),
    }
  },
  examples: {
    passing: healthyTls,
    failing: {
      ...healthyTls,
      chain: healthyTls.chain.map((certificate, index) =>
        index === 0
          ? { ...certificate, validFrom: '2026-08-27T00:00:00.000Z', validTo: '2026-11-25T00:00:00.000Z' }
          : certificate,
      ),
    },
  },
})

function judgeCertificate(certificate: ServedCertificate, limits: Limits, now: Date): ResourceVerdict {
  const left = daysLeft(certificate, now)
  const name = certificate.role === 'leaf' ? 'certificate' : `${certificate.role} "${certificate.name}"`
  const value = tenth(left)
  if (new Date(certificate.validFrom) > now) {
    return {
      name,
      value,
      verdict: 'fail',
      detail: `of ${certificate.name} is not valid before ${day(certificate.validFrom)}`,
    }
  }
  const of = certificate.role === 'leaf' ? ` of ${certificate.name}` : ''
  if (left <= 0)
    return { name, value, verdict: 'fail', detail: `${of} expired on ${day(certificate.validTo)}`.trim() }
  const { warn, fail } = limitsOf(certificate, limits)
  const verdict: Verdict = left < fail ? 'fail' : left < warn ? 'warn' : 'ok'
  return {
    name,
    value,
    verdict,
    detail: `${of} expires in ${tenth(left)} days, on ${day(certificate.validTo)}`.trim(),
  }
}

/** Days below which a certificate warns and fails: the smaller of the fixed days and the share of its life. */
function limitsOf({ validFrom, validTo }: ServedCertificate, limits: Limits): { warn: number; fail: number } {
  const life = (new Date(validTo).getTime() - new Date(validFrom).getTime()) / dayMs
  return {
    warn: Math.min(limits.warnDays, (life * limits.warnShare) / 100),
    fail: Math.min(limits.failDays, (life * limits.failShare) / 100),
  }
}

function daysLeft({ validTo }: ServedCertificate, now: Date): number {
  return (new Date(validTo).getTime() - now.getTime()) / dayMs
}

function day(iso: string): string {
  return iso.slice(0, 10)
}

function worstFirst(a: ResourceVerdict, b: ResourceVerdict): number {
  return compareVerdicts(a.verdict, b.verdict) || (a.value ?? 0) - (b.value ?? 0)
}
