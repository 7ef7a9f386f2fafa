import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { canonicalHost } from '@/lib/egress/resolve-allowed'
import type { Json } from '@/lib/json'
import { ProbeError } from '@/lib/probe-error'
import { type DnsAnswer, dnsRecordTypes, probeDns } from '@/lib/probes/dns'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import { CouldNotLook } from '../could-not-look'
import { type CheckIo, defineCheck, type Judgement, type ResourceVerdict } from '../define-check'
import { tenth } from '../http-question'
import { isAboutTarget } from '../unreachable'
import { compareVerdicts, worstVerdict } from '../verdict'

const config = z.strictObject({
  type: z
    .enum(dnsRecordTypes)
    .default('address')
    .describe('Records to ask for; "address" is A and AAAA together'),
  expected: z
    .array(z.string().min(1).max(500))
    .max(50)
    .default([])
    .describe('The records that must be there, no more and no less; empty accepts any'),
  resolvers: z
    .array(z.string().min(1).max(260))
    .max(10)
    .default([])
    .describe("Resolvers to ask, such as 9.9.9.9 or ns1.example.com; empty asks this machine's own"),
})

/** What one resolver said, or why it said nothing. */
type Opinion =
  | ({ resolver: string } & DnsAnswer)
  | { resolver: string; silent: { sentence: string; aboutTarget: boolean } }

interface Facts {
  name: string
  opinions: Opinion[]
}

interface NoName {
  noName: string
}

const ownResolver = "this machine's resolver"

const example = (records: string[]): Facts | NoName => ({
  name: 'shop.example.com',
  opinions: [
    { resolver: ownResolver, records, status: records.length > 0 ? 'NOERROR' : 'NXDOMAIN', elapsedMs: 3.1 },
  ],
})

/** A name that leads where it should. */
export const dnsResolve = defineCheck({
  kind: 'dns.resolve',
  title: 'Name resolution',
  proves: 'Each resolver gives the expected records for the name.',
  dimension: 'dependencies',
  tier: 'daily',
  targets: ['url', 'tcp', 'tls', 'postgres'],
  intervalSeconds: 60,
  timeoutMs: 10_000,
  failAfter: 2,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'No threshold: the set of records is as expected or it is not.',
  remediation:
    'Ask each resolver yourself: `dig <name> @<resolver>`, then the authoritative servers: `dig +trace <name>`. No records anywhere: look whether the domain is paid for and the zone still holds the record. Different answers: a change is still spreading (wait for its TTL), or one secondary no longer transfers the zone. Unexpected addresses: find out who changed the record before anything else; if the change is right, update the records expected here.',
  privileges: 'none: the worker must reach the resolvers, UDP and TCP port 53',
  collect: (settings, io): Promise<Facts | NoName> => askAll(settings, io),
  judge: (facts, { expected, type }): Judgement => {
    if ('noName' in facts) return notAName(facts)
    const resources = facts.opinions.map((opinion) => judgeOpinion(opinion, expected)).sort(worstFirst)
    const verdict = worstVerdict(resources.map((resource) => resource.verdict))
    const [worst] = resources
    const others =
      resources.length > 1
        ? ` (${resources.filter((each) => each.verdict === 'ok').length} of ${resources.length} resolvers agree)`
        : ''
    return {
      verdict,
      reason: `${facts.name}: ${worst?.name} ${worst?.detail}${others}.`,
      value: Math.max(
        0,
        ...facts.opinions.map((opinion) => ('records' in opinion ? opinion.records.length : 0)),
      ),
      unit: 'count',
      thresholds: { warn: null, fail: null },
      resources,
      evidence: { name: facts.name, expected, answers: facts.opinions.map(evidenceOf) },
      observations: {
        dns: Object.fromEntries(facts.opinions.map((each) => observed(facts.name, type, each))),
      },
    }
  },
  examples: { passing: example(['203.0.113.7']), failing: example([]) },
})

async function askAll(
  { type, resolvers }: z.infer<typeof config>,
  { target, probe }: CheckIo,
): Promise<Facts | NoName> {
  const name = canonicalHost(hostOf(target))
  if (ipaddr.isValid(name)) return { noName: name }
  const opinions = await Promise.all(
    (resolvers.length > 0 ? resolvers : ['']).map(async (resolver): Promise<Opinion> => {
      const shown = resolver || ownResolver
      try {
        return { resolver: shown, ...(await probeDns({ name, type, resolver }, probe)) }
      } catch (error) {
        if (!(error instanceof ProbeError)) throw error
        return { resolver: shown, silent: { sentence: error.message, aboutTarget: isAboutTarget(error) } }
      }
    }),
  )
  return { name, opinions }
}

/** A resolver that was named here and is silent fails; this machine's own says nothing about the name. */
function judgeOpinion(opinion: Opinion, expected: readonly string[]): ResourceVerdict {
  const name = opinion.resolver
  if ('silent' in opinion) {
    const verdict = opinion.silent.aboutTarget && name !== ownResolver ? 'fail' : 'unknown'
    return {
      name,
      value: null,
      verdict,
      detail: `gave no answer. ${opinion.silent.sentence}`.replace(/\.$/, ''),
    }
  }
  const { records, status } = opinion
  const value = records.length
  if (records.length === 0) {
    const detail =
      status === 'NXDOMAIN' ? 'says the name does not exist (NXDOMAIN)' : 'has no such record of the name'
    return { name, value, verdict: 'fail', detail }
  }
  const { missing, extra } = difference(expected, records)
  if (missing.length === 0 && extra.length === 0)
    return { name, value, verdict: 'ok', detail: `says ${shorten(records)}` }
  const parts = [
    missing.length > 0 ? `lacks ${shorten(missing)}` : '',
    extra.length > 0 ? `has ${shorten(extra)} besides` : '',
  ]
  return { name, value, verdict: 'fail', detail: parts.filter(Boolean).join(' and ') }
}

/** Sets are compared, not orders; without expectations any records are right. */
function difference(
  expected: readonly string[],
  records: readonly string[],
): { missing: string[]; extra: string[] } {
  if (expected.length === 0) return { missing: [], extra: [] }
  const wanted = new Set(expected.map(plain))
  const found = new Set(records.map(plain))
  return {
    missing: [...wanted].filter((record) => !found.has(record)),
    extra: [...found].filter((record) => !wanted.has(record)),
  }
}

function plain(record: string): string {
  return record.trim().toLowerCase().replace(/\.$/, '')
}

function shorten(records: readonly string[]): string {
  const shown = records.slice(0, 4).map((record) => record.slice(0, 80))
  return records.length > 4 ? `${shown.join(', ')} and ${records.length - 4} more` : shown.join(', ')
}

/** What a name leads to, as something that changes; a resolver that is silent says nothing about it. */
function observed(name: string, type: string, opinion: Opinion): [string, string | null] {
  const key = `${name} ${type}${opinion.resolver === ownResolver ? '' : ` at ${opinion.resolver}`}`
  if ('silent' in opinion) return [key, null]
  const { records, status } = opinion
  // Texts tell capitals apart, names do not.
  const written = type === 'TXT' ? records : records.map(plain)
  if (records.length > 0) return [key, [...new Set(written)].sort().join(', ')]
  return [key, status === 'NXDOMAIN' ? 'the name does not exist' : 'no such record']
}

function evidenceOf(opinion: Opinion): Json {
  if ('silent' in opinion) return { resolver: opinion.resolver, error: opinion.silent.sentence }
  const { resolver, records, status, elapsedMs } = opinion
  return { resolver, records: records.slice(0, 50), status, elapsedMs: tenth(elapsedMs) }
}

function notAName({ noName }: NoName): Judgement {
  return {
    verdict: 'not-applicable',
    reason: `${noName} is an address: there is no name to resolve.`,
    value: null,
    unit: null,
    thresholds: { warn: null, fail: null },
    resources: [],
    evidence: {},
  }
}

function hostOf(target: ResolvedTarget): string {
  if (target.kind === 'url') return new URL(target.config.url).hostname
  if (target.kind === 'tcp' || target.kind === 'tls' || target.kind === 'postgres') return target.config.host
  throw new CouldNotLook('This target has no name that could be resolved. Remove this check from it.')
}

function worstFirst(a: ResourceVerdict, b: ResourceVerdict): number {
  return compareVerdicts(a.verdict, b.verdict)
}
