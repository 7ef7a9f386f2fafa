import { z } from 'zod'
import { probeTls, type TlsAnswer } from '@/lib/probes/tls'
import type { CheckIo } from './define-check'
import type { Observations } from './observation'

/** The setting that every TLS kind has. */
export const tlsTrust = {
  privateCa: z
    .string()
    .max(20_000)
    .default('')
    .describe('Certificate of a private authority to trust besides the usual ones (PEM)'),
}

/** What the target serves in one handshake. Throws ProbeError. */
export function askTls({ target, probe }: CheckIo, privateCa: string): Promise<TlsAnswer> {
  if (target.kind !== 'tls') throw new TypeError(`a TLS check was asked of a ${target.kind} target`)
  const { host, port, serverName } = target.config
  return probeTls({ host, port, privateCa, ...(serverName ? { serverName } : {}) }, probe)
}

/**
 * What of a served certificate changes only when somebody changes it: who signed it, its key and its names. That it was
 * renewed with the same key by the same authority is no news.
 */
export function observedCertificate({ serverName, chain }: TlsAnswer): Observations {
  const [leaf] = chain
  if (!leaf) return {}
  return {
    certificate: {
      [`${serverName} issuer`]: leaf.issuer,
      [`${serverName} key`]: leaf.key ?? null,
      [`${serverName} names`]: [...leaf.names].sort().join(', ') || leaf.name,
    },
  }
}

/** Facts of a healthy server, for examples; times relative to 23 Nov 2026. */
export const healthyTls: TlsAnswer = {
  address: '203.0.113.7',
  serverName: 'shop.example.com',
  connectMs: 11,
  handshakeMs: 17,
  protocol: 'TLSv1.3',
  chain: [
    {
      role: 'leaf',
      name: 'shop.example.com',
      issuer: 'Example Issuing CA',
      serial: '04A1B2',
      fingerprint256: 'AA:01',
      validFrom: '2026-10-20T00:00:00.000Z',
      validTo: '2027-01-18T00:00:00.000Z',
      names: ['DNS:shop.example.com'],
    },
    {
      role: 'intermediate',
      name: 'Example Issuing CA',
      issuer: 'Example Root',
      serial: '02',
      fingerprint256: 'AA:02',
      validFrom: '2024-01-01T00:00:00.000Z',
      validTo: '2029-01-01T00:00:00.000Z',
      names: [],
    },
  ],
  nameMatches: true,
  trust: { trusted: true },
}
