import { z } from 'zod'
import type { Json } from '@/lib/json'
import type { HttpHop, HttpTimings } from '@/lib/probes/http'
import type { ResolvedTarget } from '@/lib/systems/target-address'

/** Settings that every HTTP kind has in common. */
export const httpTrust = {
  verifyTls: z
    .boolean()
    .default(true)
    .describe('Verify the certificate (switched off, a forged server passes)'),
  privateCa: z
    .string()
    .max(20_000)
    .default('')
    .describe('Certificate of a private authority to trust besides the usual ones (PEM)'),
}

/** The URL of a `url` target; the registry asks HTTP kinds of no other. */
export function urlOf(target: ResolvedTarget): string {
  if (target.kind !== 'url') throw new TypeError(`an HTTP check was asked of a ${target.kind} target`)
  return target.config.url
}

/** Hops for people: queries may carry tokens and are left out. */
export function hopEvidence(hops: readonly HttpHop[]): Json {
  return hops.map(({ url, status, address }) => ({ url: url.split('?', 1)[0] ?? url, status, address }))
}

/** Milliseconds with one decimal. */
export function timingEvidence({ dns, connect, tls, firstByte, total }: HttpTimings): Json {
  return {
    dnsMs: tenth(dns),
    connectMs: tenth(connect),
    tlsMs: tls === null ? null : tenth(tls),
    firstByteMs: tenth(firstByte),
    totalMs: tenth(total),
  }
}

/** Rounds to one decimal. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
