import net, { isIP, type Socket } from 'node:net'
import tls from 'node:tls'
import { ProbeError } from '@/lib/probe-error'
import type { TargetConfig } from '@/lib/systems/target-address'

/** Where to, after the egress guard. */
export interface PostgresEndpoint {
  /** For sentences: "db.example.com:5432". */
  name: string
  /** The name that a certificate must carry. */
  host: string
  port: number
  /** Tried in this order. */
  addresses: readonly string[]
  tls: TargetConfig<'postgres'>['tls']
}

export interface DialledPostgres {
  socket: Socket
  connectMs: number
  tlsMs: number
}

/** So long one of several addresses may be silent before the next one is tried. */
const addressPatienceMs = 2_000

/** Asks for TLS on an open connection (protocol "SSLRequest": length 8, code 80877103). */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])

/**
 * Opens a connection to the first address that takes it and, unless `disable`, asks for TLS. Ends with
 * the signal. Throws ProbeError, or the error of the layer below for postgresFault to put into words.
 */
export async function dialPostgres(
  endpoint: PostgresEndpoint,
  signal: AbortSignal,
): Promise<DialledPostgres> {
  const start = performance.now()
  const plain = await connectFirst(endpoint, signal)
  const connectMs = performance.now() - start
  if (endpoint.tls === 'disable') return { socket: plain, connectMs, tlsMs: 0 }
  const stop = () => plain.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const socket = await secure(plain, endpoint)
    return { socket, connectMs, tlsMs: performance.now() - start - connectMs }
  } catch (error) {
    plain.destroy()
    throw signal.aborted ? signal.reason : error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function connectFirst({ addresses, port }: PostgresEndpoint, signal: AbortSignal): Promise<Socket> {
  let last: unknown
  for (const [index, host] of addresses.entries()) {
    const isLast = index === addresses.length - 1
    const patience = isLast ? signal : AbortSignal.any([signal, AbortSignal.timeout(addressPatienceMs)])
    try {
      return await connect({ host, port }, patience)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      last = error
    }
  }
  throw last
}

function connect(to: net.NetConnectOpts, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const socket = net.connect(to)
    const stop = () => socket.destroy(signal.reason)
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', stop)
      socket.removeAllListeners()
      act()
    }
    signal.addEventListener('abort', stop, { once: true })
    socket.once('connect', () =>
      settle(() => {
        // From here on somebody else listens; between listeners an error must not end the process.
        socket.on('error', () => {})
        resolve(socket)
      }),
    )
    socket.once('error', (error) => settle(() => reject(error)))
    socket.once('close', () => settle(() => reject(new Error('closed'))))
  })
}

async function secure(plain: Socket, endpoint: PostgresEndpoint): Promise<Socket> {
  const answer = await askForTls(plain, endpoint.name)
  if (answer === 'N') {
    if (endpoint.tls === 'prefer') return plain
    throw new ProbeError(
      'tls',
      `${endpoint.name} does not offer TLS, but this target requires it. Set ssl = on at the server, or choose TLS "prefer" for this target.`,
    )
  }
  return new Promise((resolve, reject) => {
    const secured = tls.connect({
      socket: plain,
      // Checked against the certificate; the address that was dialled is not what it names.
      host: endpoint.host,
      ...(isIP(endpoint.host) === 0 ? { servername: endpoint.host } : {}),
      rejectUnauthorized: endpoint.tls === 'verify-full',
    })
    secured.once('secureConnect', () => {
      secured.removeAllListeners('error')
      secured.on('error', () => {})
      resolve(secured)
    })
    secured.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ProbeError('tls', tlsSentence(error, endpoint), error.code)),
    )
  })
}

/** One byte answers: S (TLS follows) or N (no TLS here). */
function askForTls(socket: Socket, name: string): Promise<'S' | 'N'> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      socket.removeListener('data', read)
      socket.removeListener('close', closed)
      socket.removeListener('error', reject)
      act()
    }
    const read = (chunk: Buffer) =>
      settle(() => {
        const answer = chunk.toString('latin1')
        // More than one byte would be data slipped in before the encryption, or another protocol ("SSH-…").
        if (answer === 'S' || answer === 'N') return resolve(answer)
        reject(
          new ProbeError(
            'protocol',
            `${name} answers, but not like a PostgreSQL server. Check host and port: something else listens there.`,
          ),
        )
      })
    const closed = () =>
      settle(() =>
        reject(
          new ProbeError(
            'protocol',
            `${name} closed the connection when asked for TLS, so it does not look like a PostgreSQL server. Check host and port.`,
          ),
        ),
      )
    socket.on('data', read)
    socket.once('close', closed)
    socket.once('error', reject)
    socket.write(sslRequest)
  })
}

const tlsSentences: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired. Renew it',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet. Look at the clocks, or at the certificate',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name. Use the name in the certificate, or issue one for this host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate authority is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate authority is not trusted here, or an intermediate certificate is missing',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate authority is not trusted here',
}

function tlsSentence(error: NodeJS.ErrnoException, { name }: PostgresEndpoint): string {
  const known = tlsSentences[error.code ?? '']
  if (!known)
    return `The TLS handshake with ${name} failed (${error.code ?? 'no code'}). Check ssl_min_protocol_version and the certificate of the server.`
  const way = /signed|trusted/.test(known)
    ? '. Start Wheeltapper with NODE_EXTRA_CA_CERTS naming the authority, or choose TLS "require", which encrypts without verifying'
    : ''
  return `${name} cannot be verified: ${known}${way}.`
}
