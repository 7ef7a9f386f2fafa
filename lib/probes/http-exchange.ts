import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext } from 'node:tls'
import type { ResolvedAddress } from '@/lib/egress/resolve-name'
import { ProbeError } from '@/lib/probe-error'
import {
  answerTimeout,
  connectionFault,
  connectLimitMs,
  connectTimeout,
  handshakeLimitMs,
  handshakeTimeout,
  stopped,
} from './connection-fault'
import type { HttpAddress } from './http-address'
import { pinnedTo } from './pinned-connection'

/** What to do with a body: leave it, read and count it, or keep it. Never more than `bodyLimit` bytes. */
export type BodyWish = 'none' | 'count' | 'keep'

export const bodyLimit = 1_048_576
const headerLimit = 16_384

export interface Exchange {
  address: HttpAddress
  addresses: readonly ResolvedAddress[]
  method: 'GET' | 'HEAD'
  /** Flat list of names and values, as node:http writes it. */
  headers: readonly string[]
  body: BodyWish
  secureContext: SecureContext | null
  verifyTls: boolean
  /** performance.now() at which the whole probe must have ended. */
  deadline: number
  /** Milliseconds of the whole probe, for sentences. */
  timeoutMs: number
}

export interface ExchangeAnswer {
  status: number
  message: IncomingMessage
  /** The address that answered. */
  remote: string
  body: Buffer | null
  bodyBytes: number
  truncated: boolean
  connectMs: number
  tlsMs: number | null
  /** From the first byte sent (or the connection) to the headers of the answer. */
  firstByteMs: number
  bodyMs: number
}

const alpn = Buffer.from('\x08http/1.1', 'latin1')
const ignore = () => {}

/** One request over a connection of its own, and its answer. Rejects with ProbeError only. */
export function exchangeHttp(exchange: Exchange, signal: AbortSignal): Promise<ExchangeAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(stopped(exchange.address.where))
    else new Conversation(exchange, signal, resolve, reject).start()
  })
}

// A class, not closures: thousands of these live at once, and each needs only its own fields.
class Conversation {
  private socket: Socket | undefined
  private request: ClientRequest | undefined
  private timer: NodeJS.Timeout | undefined
  private settled = false
  private startedAt = 0
  private connectedAt = 0
  private readyAt = 0
  private answeredAt = 0
  private readonly chunks: Buffer[] = []
  private bodyBytes = 0

  constructor(
    private readonly exchange: Exchange,
    private readonly signal: AbortSignal,
    private readonly resolve: (answer: ExchangeAnswer) => void,
    private readonly reject: (error: ProbeError) => void,
  ) {}

  start(): void {
    const { address, method, headers } = this.exchange
    this.startedAt = performance.now()
    this.signal.addEventListener('abort', this.onAbort, { once: true })
    this.limit(connectLimitMs, connectTimeout)
    const socket = this.connect()
    this.socket = socket
    socket.once('connect', this.onConnect)
    // Without an agent, node:http asks createConnection once and closes after the answer.
    this.request = httpRequest({
      method,
      path: address.path,
      headers,
      setHost: false,
      maxHeaderSize: headerLimit,
      createConnection: () => socket,
    })
    this.request.on('error', this.onError)
    this.request.on('close', this.onClose)
    this.request.on('response', this.onResponse)
    this.request.end()
  }

  private connect(): Socket {
    const { address, addresses, secureContext, verifyTls } = this.exchange
    const pinned = pinnedTo(addresses, address.port)
    if (!address.secure || !secureContext) return connectTcp(pinned)
    const socket = connectTls({
      ...pinned,
      secureContext,
      rejectUnauthorized: verifyTls,
      ALPNProtocols: alpn,
      // The name, never the pinned address: for SNI, and for the certificate's name check.
      servername: isIP(address.host) ? '' : address.host.replace(/\.$/, ''),
    })
    socket.once('secureConnect', this.onSecureConnect)
    return socket
  }

  private readonly onConnect = () => {
    this.connectedAt = performance.now()
    if (this.exchange.address.secure) return this.limit(handshakeLimitMs, handshakeTimeout)
    this.readyAt = this.connectedAt
    this.limit(Number.POSITIVE_INFINITY, answerTimeout)
  }

  private readonly onSecureConnect = () => {
    this.readyAt = performance.now()
    this.limit(Number.POSITIVE_INFINITY, answerTimeout)
  }

  private readonly onResponse = (message: IncomingMessage) => {
    this.answeredAt = performance.now()
    message.on('error', ignore)
    if (this.exchange.body === 'none') return this.succeed(message, false)
    message.on('data', (chunk: Buffer) => {
      const room = bodyLimit - this.bodyBytes
      this.bodyBytes += Math.min(chunk.length, room)
      if (this.exchange.body === 'keep')
        this.chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
      if (chunk.length > room) this.succeed(message, true)
    })
    message.once('end', () => this.succeed(message, false))
  }

  private readonly onError = (error: NodeJS.ErrnoException) =>
    this.fail(httpFault(error, this.exchange.address.where))

  /** The connection ended without an answer, or in the middle of one. */
  private readonly onClose = () => {
    // Our own end closes it too; an error that nobody sees would cost more than the request.
    if (!this.settled) this.fail(connectionFault({ code: 'ECONNRESET' }, this.exchange.address.where))
  }

  private readonly onAbort = () => {
    // The engine's own clock may ring a moment before ours: then it is the target that was slow.
    const late = performance.now() >= this.exchange.deadline - 50
    const { where } = this.exchange.address
    this.fail(late ? this.timeoutNow() : stopped(where))
  }

  private timeoutNow(): ProbeError {
    const { address, timeoutMs } = this.exchange
    return (this.connectedAt === 0 ? connectTimeout : answerTimeout)(address.where, timeoutMs)
  }

  /** From now on this step may take `ms`, and never longer than the whole probe. */
  private limit(ms: number, fault: (where: string, ms: number) => ProbeError): void {
    if (this.timer) clearTimeout(this.timer)
    const left = Math.max(0, this.exchange.deadline - performance.now())
    const limit = Math.min(ms, left)
    const named = ms < left ? ms : this.exchange.timeoutMs
    this.timer = setTimeout(() => this.fail(fault(this.exchange.address.where, named)), limit)
  }

  private succeed(message: IncomingMessage, truncated: boolean): void {
    if (this.settled) return
    const now = performance.now()
    const remote = this.socket?.remoteAddress ?? ''
    this.end()
    this.resolve({
      status: message.statusCode ?? 0,
      message,
      remote,
      body: this.exchange.body === 'keep' ? Buffer.concat(this.chunks) : null,
      bodyBytes: this.bodyBytes,
      truncated,
      connectMs: this.connectedAt - this.startedAt,
      tlsMs: this.exchange.address.secure ? this.readyAt - this.connectedAt : null,
      firstByteMs: this.answeredAt - this.readyAt,
      bodyMs: now - this.answeredAt,
    })
  }

  private fail(error: ProbeError): void {
    if (this.settled) return
    this.end()
    this.reject(error)
  }

  private end(): void {
    this.settled = true
    if (this.timer) clearTimeout(this.timer)
    this.signal.removeEventListener('abort', this.onAbort)
    this.request?.destroy()
    this.socket?.destroy()
  }
}

function httpFault(error: NodeJS.ErrnoException, where: string): ProbeError {
  const code = error.code ?? ''
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ProbeError(
      'too-large',
      `${where} sent more than 16 KB of headers. Look at what sets them: cookies or a faulty proxy.`,
      code,
    )
  }
  if (code.startsWith('HPE_')) {
    return new ProbeError(
      'protocol',
      `${where} did not answer with HTTP (${code}). Check the port, and whether it wants https.`,
      code,
    )
  }
  return connectionFault(error, where)
}
