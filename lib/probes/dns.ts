import { getServers, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { canonicalHost, resolveAllowed } from '@/lib/egress/resolve-allowed'
import { resolveBySystem, resolveInTime } from '@/lib/egress/resolve-name'
import { ProbeError } from '@/lib/probe-error'
import type { ProbeContext } from './probe-context'

/** `address` is A and AAAA together. */
export const dnsRecordTypes = ['address', 'A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT'] as const
export type DnsRecordType = (typeof dnsRecordTypes)[number]

export interface DnsQuestion {
  name: string
  type: DnsRecordType
  /** "9.9.9.9", "[2620:fe::fe]:53" or "ns1.example.com"; empty asks as programs on this machine do. */
  resolver: string
}

export interface DnsAnswer {
  /** Sorted; empty when the name or the record does not exist. */
  records: string[]
  /** NOERROR, or why there are no records. */
  status: 'NOERROR' | 'NXDOMAIN' | 'NODATA'
  elapsedMs: number
}

const queryLimitMs = 2_000

/**
 * One name, one record type, one resolver, within 2 s (4 s with a repeat). A name without records is an
 * answer; a resolver that does not answer is a ProbeError. Explicit resolvers pass the egress guard.
 */
export async function probeDns(
  { name, type, resolver }: DnsQuestion,
  probe: ProbeContext,
): Promise<DnsAnswer> {
  const startedAt = performance.now()
  const host = canonicalHost(name)
  if (isIP(host)) {
    throw new ProbeError(
      'bad-configuration',
      `${host} is an address, not a name: there is nothing to resolve. Give this check a name.`,
    )
  }
  try {
    const records =
      resolver === '' && type === 'address'
        ? await bySystem(host, probe)
        : await byResolver(host, type, resolver, probe)
    return {
      records: [...new Set(records)].sort(),
      status: 'NOERROR',
      elapsedMs: performance.now() - startedAt,
    }
  } catch (error) {
    if (error instanceof ProbeError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    if (code === 'ENOTFOUND')
      return { records: [], status: 'NXDOMAIN', elapsedMs: performance.now() - startedAt }
    if (code === 'ENODATA') return { records: [], status: 'NODATA', elapsedMs: performance.now() - startedAt }
    throw resolverFault(code, host, resolver)
  }
}

/** The way every program on this machine resolves names: hosts file included. */
async function bySystem(host: string, probe: ProbeContext): Promise<string[]> {
  try {
    const found = await resolveInTime(host, probe.resolve ?? resolveBySystem, probe.signal)
    return found.map(({ address }) => address)
  } catch (error) {
    if (error instanceof ProbeError && (error.code === 'ENOTFOUND' || error.code === 'ENODATA')) {
      throw Object.assign(new Error('no address'), { code: error.code })
    }
    throw error
  }
}

async function byResolver(
  host: string,
  type: DnsRecordType,
  resolver: string,
  probe: ProbeContext,
): Promise<string[]> {
  const client = new Resolver({ timeout: queryLimitMs, tries: 2, maxTimeout: queryLimitMs })
  client.setServers(resolver === '' ? getServers() : await allowedServers(resolver, probe))
  const stop = () => client.cancel()
  const timer = setTimeout(stop, probe.timeoutMs)
  probe.signal.addEventListener('abort', stop, { once: true })
  try {
    return await recordsOf(client, host, type)
  } finally {
    clearTimeout(timer)
    probe.signal.removeEventListener('abort', stop)
  }
}

async function recordsOf(client: Resolver, host: string, type: DnsRecordType): Promise<string[]> {
  switch (type) {
    case 'address': {
      const both = await Promise.allSettled([client.resolve4(host), client.resolve6(host)])
      const found = both.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
      const failed = both.find((result) => result.status === 'rejected')
      if (found.length === 0 && failed) throw failed.reason
      return found
    }
    case 'A':
      return client.resolve4(host)
    case 'AAAA':
      return client.resolve6(host)
    case 'CNAME':
      return (await client.resolveCname(host)).map(plainName)
    case 'NS':
      return (await client.resolveNs(host)).map(plainName)
    case 'MX':
      return (await client.resolveMx(host)).map(
        ({ priority, exchange }) => `${priority} ${plainName(exchange)}`,
      )
    case 'TXT':
      return (await client.resolveTxt(host)).map((parts) => parts.join('').slice(0, 500))
  }
}

async function allowedServers(resolver: string, probe: ProbeContext): Promise<string[]> {
  const { host, port } = resolverEndpoint(resolver)
  const addresses = await resolveAllowed(host, port, probe.egress, probe.signal, probe.resolve)
  return addresses.map(({ address, family }) =>
    family === 6 ? `[${address}]:${port}` : `${address}:${port}`,
  )
}

/** Host and port of "9.9.9.9", "9.9.9.9:5353", "2620:fe::fe", "[2620:fe::fe]:53", "ns1.example.com". */
export function resolverEndpoint(text: string): { host: string; port: number } {
  if (isIP(text)) return { host: text, port: 53 }
  const [, host, port] = /^(.+?)(?::(\d{1,5}))?$/.exec(text) ?? []
  const number = Number(port ?? 53)
  if (!host || number < 1 || number > 65_535) {
    throw new ProbeError(
      'bad-configuration',
      `"${text.slice(0, 80)}" is not a resolver. Write an address such as 9.9.9.9, or a name.`,
    )
  }
  return { host, port: number }
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

function resolverFault(code: string, host: string, resolver: string): ProbeError {
  const who = resolver === '' ? "This machine's resolver" : `The resolver ${resolver}`
  switch (code) {
    case 'ETIMEOUT':
    case 'ECANCELLED':
      return new ProbeError(
        'timeout',
        `${who} did not answer for ${host} in time. Look at port 53 on the way, UDP and TCP.`,
        code,
      )
    case 'ECONNREFUSED':
      return new ProbeError(
        'refused',
        `${who} refused the question: no DNS server listens there. Start it, or correct the address.`,
        code,
      )
    case 'EREFUSED':
      return new ProbeError(
        'protocol',
        `${who} declines to answer for ${host} (REFUSED). Allow this machine to ask it, or name another resolver.`,
        code,
      )
    case 'ESERVFAIL':
      return new ProbeError(
        'protocol',
        `${who} failed on ${host} (SERVFAIL). Look at the zone's name servers and its DNSSEC signatures.`,
        code,
      )
    default:
      return new ProbeError(
        'protocol',
        `${who} gave no usable answer for ${host} (${code}). Look at its log.`,
        code,
      )
  }
}
