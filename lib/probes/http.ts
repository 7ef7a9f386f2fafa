import type { IncomingHttpHeaders } from 'node:http'
import { resolveAllowed } from '@/lib/egress/resolve-allowed'
import { ProbeError } from '@/lib/probe-error'
import { type HttpAddress, httpAddress } from './http-address'
import { type BodyWish, type ExchangeAnswer, exchangeHttp } from './http-exchange'
import type { ProbeContext } from './probe-context'
import { secureContextFor } from './trust'

export interface HttpQuestion {
  url: string
  method?: 'GET' | 'HEAD'
  /** `none` ends with the headers; see `bodyLimit` for the others. */
  body?: BodyWish
  followRedirects?: boolean
  /** False only where the check is marked so: certificate faults are then ignored. */
  verifyTls?: boolean
  /** PEM of an authority that this check trusts besides the machine's. */
  privateCa?: string
  /** Sent to the first origin only: Authorization and Cookie never follow a redirect elsewhere. */
  credentials?: { authorization?: string; cookie?: string }
}

export interface HttpHop {
  url: string
  status: number
  address: string
}

/** Milliseconds; `dns`, `connect` and `tls` are those of the last hop, `total` covers all hops. */
export interface HttpTimings {
  dns: number
  connect: number
  tls: number | null
  firstByte: number
  total: number
}

export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** Every request in order; the last one is the answer. */
  hops: HttpHop[]
  body: Buffer | null
  bodyBytes: number
  /** The body was longer than the limit. */
  truncated: boolean
  timings: HttpTimings
}

const redirectLimit = 5
const redirects = new Set([301, 302, 303, 307, 308])
const plainHeaders = [
  'User-Agent',
  'Wheeltapper',
  'Accept',
  '*/*',
  'Accept-Encoding',
  'identity',
  'Connection',
  'close',
]

/**
 * Asks a URL and follows at most 5 redirects, each through the guard. Ends within `probe.timeoutMs`,
 * reads at most 16 KB of headers and 1 MiB of body. Throws ProbeError only.
 */
export async function probeHttp(question: HttpQuestion, probe: ProbeContext): Promise<HttpAnswer> {
  const startedAt = performance.now()
  const deadline = startedAt + probe.timeoutMs
  const first = httpAddress(question.url)
  const hops: HttpHop[] = []
  let address = first
  for (;;) {
    const resolvingSince = performance.now()
    const addresses = await guarded(address, hops, probe)
    const dns = performance.now() - resolvingSince
    const answer = await exchangeHttp(
      {
        address,
        addresses,
        method: question.method ?? 'GET',
        headers: headersFor(address, first, question),
        body: question.body ?? 'none',
        secureContext: address.secure ? secureContextFor(question.privateCa ?? '') : null,
        verifyTls: question.verifyTls ?? true,
        deadline,
        timeoutMs: probe.timeoutMs,
      },
      probe.signal,
    )
    hops.push({ url: address.url, status: answer.status, address: answer.remote })
    const next = question.followRedirects === false ? null : redirectTarget(answer, address)
    if (!next) return finished(answer, hops, { dns, total: performance.now() - startedAt })
    if (hops.length > redirectLimit) throw tooManyRedirects(first)
    address = next
  }
}

async function guarded(address: HttpAddress, hops: readonly HttpHop[], probe: ProbeContext) {
  try {
    return await resolveAllowed(address.host, address.port, probe.egress, probe.signal, probe.resolve)
  } catch (error) {
    if (hops.length === 0 || !(error instanceof ProbeError)) throw error
    throw new ProbeError(
      error.fault,
      `The answer redirects to ${address.where}. ${error.message}`,
      error.code,
      error.suggestion,
    )
  }
}

/** Where the answer sends us, or null when it is the answer itself. */
function redirectTarget(answer: ExchangeAnswer, from: HttpAddress): HttpAddress | null {
  if (!redirects.has(answer.status)) return null
  const { location } = answer.message.headers
  if (!location) return null
  let next: HttpAddress
  try {
    next = httpAddress(new URL(refuseBackslash(location), from.url).href)
  } catch {
    throw new ProbeError(
      'protocol',
      `${from.where} redirects to an address that checks do not follow. Correct its Location header.`,
    )
  }
  if (from.secure && !next.secure) {
    throw new ProbeError(
      'protocol',
      `${from.where} redirects from https to http (${next.where}). Make it redirect to https.`,
    )
  }
  return next
}

/** The URL standard reads a backslash as a slash, other programs do not: two hosts in one text. */
function refuseBackslash(location: string): string {
  if (location.includes('\\')) throw new TypeError('backslash')
  return location
}

function headersFor(address: HttpAddress, first: HttpAddress, { credentials }: HttpQuestion): string[] {
  const headers = ['Host', address.hostHeader, ...plainHeaders]
  if (!credentials || address.origin !== first.origin) return headers
  if (credentials.authorization) headers.push('Authorization', credentials.authorization)
  if (credentials.cookie) headers.push('Cookie', credentials.cookie)
  return headers
}

function finished(
  answer: ExchangeAnswer,
  hops: HttpHop[],
  { dns, total }: { dns: number; total: number },
): HttpAnswer {
  return {
    status: answer.status,
    headers: answer.message.headers,
    hops,
    body: answer.body,
    bodyBytes: answer.bodyBytes,
    truncated: answer.truncated,
    timings: { dns, connect: answer.connectMs, tls: answer.tlsMs, firstByte: answer.firstByteMs, total },
  }
}

function tooManyRedirects(first: HttpAddress): ProbeError {
  return new ProbeError(
    'protocol',
    `${first.where} redirected more than ${redirectLimit} times. Look for a loop between its redirects, often http/https or www rules of two proxies.`,
  )
}
