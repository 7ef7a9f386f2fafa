import { ProbeError, type ProbeFault } from '@/lib/probe-error'

/** Milliseconds for the steps of a connection; the probe's own timeout may end it earlier. */
export const connectLimitMs = 5_000
export const handshakeLimitMs = 5_000

type Sentence = readonly [fault: ProbeFault, sentence: (where: string) => string]

const socketFaults: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: [
    'refused',
    (where) =>
      `${where} refused the connection: nothing listens on this port. Start the service, or correct the port.`,
  ],
  ECONNRESET: [
    'reset',
    (where) =>
      `${where} closed the connection before it answered. Look at the service's log and at proxies in between.`,
  ],
  EPIPE: [
    'reset',
    (where) => `${where} closed the connection while the question was sent. Look at the service's log.`,
  ],
  ETIMEDOUT: [
    'timeout',
    (where) =>
      `${where} did not accept the connection in time. Look at firewalls on the way, or whether the host is down.`,
  ],
  EHOSTUNREACH: [
    'unreachable',
    (where) => `There is no way to ${where}: the host is down, or a router refuses. Check host and route.`,
  ],
  ENETUNREACH: [
    'unreachable',
    (where) =>
      `This machine has no route to the network of ${where}. Check its network settings, or IPv6 if the address is one.`,
  ],
  EACCES: [
    'unreachable',
    (where) => `This machine's own firewall forbids the connection to ${where}. Allow it there.`,
  ],
  EADDRNOTAVAIL: [
    'unreachable',
    (where) => `This machine has no address from which it can reach ${where}. Check its network settings.`,
  ],
}

const certificateFaults: Readonly<Record<string, (where: string) => string>> = {
  CERT_HAS_EXPIRED: (where) =>
    `The certificate of ${where}, or one of its chain, has expired. Renew it and reload the service.`,
  CERT_NOT_YET_VALID: (where) =>
    `The certificate of ${where} is not valid yet. Check the clocks of both machines and its issue date.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: (where) =>
    `${where} shows a self-signed certificate that nobody vouches for. Install one of a trusted authority, or give this check its private authority.`,
  SELF_SIGNED_CERT_IN_CHAIN: (where) =>
    `The certificate chain of ${where} ends in an authority that is not trusted here. Give this check the private authority's certificate.`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (where) =>
    `${where} does not send the intermediate certificate, so its certificate cannot be verified. Configure the full chain.`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (where) =>
    `The certificate of ${where} comes from an authority that is not trusted here, or its chain is incomplete. Configure the full chain, or give this check the private authority.`,
  UNABLE_TO_GET_ISSUER_CERT: (where) =>
    `The certificate chain of ${where} is incomplete. Configure the full chain.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (where) =>
    `The certificate of ${where} is made out for other names. Issue one for this name, or correct the address.`,
  CERT_REVOKED: (where) => `The certificate of ${where} was revoked. Replace it.`,
}

/**
 * The sentence for an error of a socket or TLS handshake. `where` is what people recognise
 * ("db.example.com:443"); the low-level message is never shown, only its code.
 */
export function connectionFault(error: unknown, where: string): ProbeError {
  if (error instanceof ProbeError) return error
  const code = codeOf(error)
  const known = socketFaults[code]
  if (known) return new ProbeError(known[0], known[1](where), code)
  const certificate = certificateFaults[code]
  if (certificate) return new ProbeError('tls', certificate(where), code)
  if (demandsClientCertificate(code)) {
    return new ProbeError(
      'tls',
      `${where} demands a client certificate, which checks do not have. Use a port without that demand.`,
      code,
    )
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return new ProbeError(
      'tls',
      `${where} does not speak TLS on this port. Use http://, or the port that has TLS.`,
      code,
    )
  }
  if (
    code === 'EPROTO' ||
    code.startsWith('ERR_SSL_') ||
    code.startsWith('ERR_TLS_') ||
    code.startsWith('CERT_')
  ) {
    return new ProbeError(
      'tls',
      `The TLS handshake with ${where} failed (${code}). Look at its protocol versions, ciphers and certificate.`,
      code,
    )
  }
  return new ProbeError(
    'lost',
    `The connection to ${where} broke (${code}). Look at the service and the network in between.`,
    code,
  )
}

/** The limit of one step passed. */
export function connectTimeout(where: string, ms: number): ProbeError {
  return new ProbeError(
    'timeout',
    `${where} did not accept the connection within ${seconds(ms)}. Look at firewalls on the way, or whether the host is down.`,
    'CONNECT_TIMEOUT',
  )
}

/** The fault of a server at `where` that took the connection and did not finish TLS within `ms`. */
export function handshakeTimeout(where: string, ms: number): ProbeError {
  return new ProbeError(
    'timeout',
    `${where} accepted the connection but did not finish the TLS handshake within ${seconds(ms)}. Look at the load of the service, or whether the port speaks TLS.`,
    'HANDSHAKE_TIMEOUT',
  )
}

/** The fault of a server at `where` that took the connection and did not finish its answer within `ms`. */
export function answerTimeout(where: string, ms: number): ProbeError {
  return new ProbeError(
    'timeout',
    `${where} accepted the connection but did not finish its answer within ${seconds(ms)}. Look at the load of the service, or raise the timeout of this check.`,
    'ANSWER_TIMEOUT',
  )
}

/** The worker stops, or the engine gave up: says nothing about the target. */
export function stopped(where: string): ProbeError {
  return new ProbeError(
    'lost',
    `The check of ${where} was ended before it had an answer. It runs again at its next time.`,
    'ABORTED',
  )
}

/** Did the server refuse because we showed no certificate of our own? */
export function demandsClientCertificate(code: string | undefined): boolean {
  return code?.includes('CERTIFICATE_REQUIRED') ?? false
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown error'
  if ('code' in error && typeof error.code === 'string') return error.code
  // Several addresses were tried: the first error speaks for all.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return 'unknown error'
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`
}
