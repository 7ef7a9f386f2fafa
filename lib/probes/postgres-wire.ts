import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { ProbeError } from '@/lib/probe-error'
import { auditLimits, createFrameWatch, type FrameLimits } from './postgres-frames'

/**
 * The connected socket as the driver sees it. Every chunk is checked before the driver parses it, and
 * whatever the driver throws while parsing ends this connection instead of the process.
 */
class PostgresWire extends EventEmitter {
  readonly #socket: Socket

  constructor(socket: Socket, endpoint: string, limits: FrameLimits) {
    super()
    this.#socket = socket
    const watch = createFrameWatch(limits)
    socket.on('data', (chunk: Buffer) => {
      const fault = watch(chunk)
      if (fault) return this.destroy(frameError(fault, endpoint, limits))
      try {
        this.emit('data', chunk)
      } catch {
        this.destroy(frameError('garbage', endpoint, limits))
      }
    })
    socket.on('error', (error) => this.emit('error', error))
    socket.on('end', () => this.emit('end'))
    socket.on('close', () => this.emit('close'))
  }

  get writable(): boolean {
    return this.#socket.writable
  }

  /** The driver asks for a connection; it stands already. */
  connect(): void {
    process.nextTick(() => this.emit('connect'))
  }

  write(data: Uint8Array, done?: () => void): boolean {
    return this.#socket.write(data, done)
  }

  end(): void {
    this.#socket.end()
  }

  destroy(error?: Error): void {
    this.#socket.destroy(error)
  }

  setNoDelay(): void {
    this.#socket.setNoDelay(true)
  }

  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}
  cork(): void {
    this.#socket.cork()
  }

  uncork(): void {
    this.#socket.uncork()
  }
}

function frameError(fault: 'garbage' | 'too-large', endpoint: string, limits: FrameLimits): ProbeError {
  return fault === 'garbage'
    ? new ProbeError(
        'protocol',
        `${endpoint} answers, but not like a PostgreSQL server. Check host and port: something else listens there.`,
      )
    : new ProbeError(
        'too-large',
        limits === auditLimits
          ? `${endpoint} sent more than an audit reads (8 MB in one message, 32 MB in all); the session was ended.`
          : `${endpoint} sent a message of more than ${limits.messageBytes / 1024 ** 2} MB; the session was ended.`,
      )
}

/** Wraps a connected socket for the driver, which only uses this part of a Duplex. */
export function postgresWire(socket: Socket, endpoint: string, limits: FrameLimits = auditLimits): Duplex {
  return new PostgresWire(socket, endpoint, limits) as unknown as Duplex
}
