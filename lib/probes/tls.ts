import { createHash, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import { canonicalHost } from '@/lib/egress/resolve-allowed'
import { ProbeError } from '@/lib/probe-error'
import { commonName, judgeTrust, type TrustFinding } from './certificate-trust'
import { handshakeLimitMs, handshakeTimeout } from './connection-fault'
import { endpointName, openSocket, waitFor } from './open-socket'
import type { ProbeContext } from './probe-context'
import { secureContextFor } from './trust'

export interface TlsQuestion {
  host: string
  port: number
  /** Name to ask for (SNI) and to look for in the certificate; the host unless given. */
  serverName?: string
  /** PEM of an authority to trust besides the machine's; may be empty. */
  privateCa?: string
}

/** One certificate as the server sent it. */
export interface ServedCertificate {
  role: 'leaf' | 'intermediate' | 'root'
  /** Common name, or the whole subject where there is none. */
  name: string
  issuer: string
  serial: string
  fingerprint256: string
  validFrom: string
  validTo: string
  /** DNS names and addresses it is made out for. */
  names: string[]
  /** Kind and fingerprint of its public key: "EC P-256 4f:2a…"; absent where it cannot be read. */
  key?: string
}

export interface TlsAnswer {
  address: string
  /** Name that was asked for; the address where the target is one. */
  serverName: string
  connectMs: number
  handshakeMs: number
  protocol: string
  /** Leaf first; at most 10. */
  chain: ServedCertificate[]
  nameMatches: boolean
  trust: TrustFinding
}

const chainLimit = 10

/**
 * One handshake that looks at everything: Node reports only the first fault of a certificate, so it is
 * told to accept all and each property is judged by itself. Throws ProbeError only.
 */
export async function probeTls(question: TlsQuestion, probe: ProbeContext): Promise<TlsAnswer> {
  const { host, port, privateCa = '' } = question
  const where = endpointName(host, port)
  const startedAt = performance.now()
  const name = canonicalHost(question.serverName || host)
  const secureContext = secureContextFor(privateCa)
  const opened = await openSocket(host, port, probe)
  const handshakeAt = performance.now()
  const socket = connect({
    socket: opened.socket,
    secureContext,
    rejectUnauthorized: false,
    servername: isIP(name) ? '' : name,
  })
  try {
    const limit = Math.max(0, Math.min(handshakeLimitMs, probe.timeoutMs - (handshakeAt - startedAt)))
    await waitFor(socket, 'secureConnect', { where, limit, late: handshakeTimeout, signal: probe.signal })
    const served = servedCertificates(socket)
    const [leaf] = served
    if (!leaf) throw noCertificate(where)
    return {
      address: opened.address,
      serverName: name,
      connectMs: opened.connectMs,
      handshakeMs: performance.now() - handshakeAt,
      protocol: socket.getProtocol() ?? 'unknown',
      chain: served.map(describe),
      nameMatches: (isIP(name) ? leaf.checkIP(name) : leaf.checkHost(name)) !== undefined,
      trust: judgeTrust(served, privateCa, authorizationCode(socket)),
    }
  } finally {
    socket.destroy()
    opened.socket.destroy()
  }
}

/** Code of OpenSSL's first objection, null when it has none. Names are compared apart from it. */
function authorizationCode(socket: TLSSocket): string | null {
  const error = socket.authorizationError as unknown
  if (!error) return null
  const code = typeof error === 'string' ? error : ((error as NodeJS.ErrnoException).code ?? String(error))
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? null : code
}

function servedCertificates(socket: TLSSocket): X509Certificate[] {
  const found: X509Certificate[] = []
  // Must come before any getPeerX509Certificate(): after that call Node returns an empty chain here.
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  while (next?.raw && found.length < chainLimit) {
    const certificate = new X509Certificate(next.raw)
    // A root is its own issuer: the walk would go round for ever.
    if (found.some((known) => known.fingerprint256 === certificate.fingerprint256)) break
    found.push(certificate)
    next = next.issuerCertificate
  }
  return found
}

function describe(certificate: X509Certificate, index: number): ServedCertificate {
  const selfIssued = certificate.subject === certificate.issuer
  return {
    role: index === 0 ? 'leaf' : selfIssued ? 'root' : 'intermediate',
    name: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    serial: certificate.serialNumber,
    fingerprint256: certificate.fingerprint256,
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    names: (certificate.subjectAltName ?? '').split(', ').filter(Boolean).slice(0, 20),
    ...(index === 0 ? keyOf(certificate) : {}),
  }
}

/** The same key in a renewed certificate has the same fingerprint; another key is another lock on the door. */
function keyOf({ publicKey }: X509Certificate): { key?: string } {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = publicKey
    const size = asymmetricKeyDetails?.namedCurve ?? asymmetricKeyDetails?.modulusLength ?? ''
    const digest = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
    return {
      key: `${String(asymmetricKeyType).toUpperCase()} ${size} ${digest.slice(0, 16)}`.replace('  ', ' '),
    }
  } catch {
    return {}
  }
}

function noCertificate(where: string): ProbeError {
  return new ProbeError(
    'tls',
    `${where} finished the TLS handshake without a certificate. Configure one; anonymous ciphers protect nobody.`,
  )
}
