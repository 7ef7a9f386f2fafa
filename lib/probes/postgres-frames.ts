/** Message types that a server may send (PostgreSQL protocol 3.0 and 3.2, "Message Formats"). */
const serverTypes = new Set([...'RKSZENTDC123nstIAGHWdcvV'].map((letter) => letter.charCodeAt(0)))
/** The few that may come before the session is ready. */
const loginTypes = new Set([...'RKSZENv'].map((letter) => letter.charCodeAt(0)))

const headerBytes = 5
/** libpq takes a longer message during login for garbage as well. */
const loginMessageBytes = 30_000

/** How much a session may bring. */
export interface FrameLimits {
  /** Of one message: the driver holds it whole. */
  messageBytes: number
  sessionBytes: number
}

/** More than an audit ever reads. */
export const auditLimits: FrameLimits = { messageBytes: 8 * 1024 ** 2, sessionBytes: 32 * 1024 ** 2 }
/** Work that goes through whole tables may bring any number of messages. */
export const longWorkLimits: FrameLimits = { messageBytes: 64 * 1024 ** 2, sessionBytes: Infinity }

const readyForQuery = 'Z'.charCodeAt(0)

/** What is wrong with a stream: not this protocol, or more than an audit ever needs. */
export type FrameFault = 'garbage' | 'too-large'

/**
 * Follows the message boundaries of what a server sends, before the driver parses it: the driver trusts
 * lengths and would buffer a gigabyte of nonsense. Returns a fault, or null while all is well.
 */
export function createFrameWatch({
  messageBytes,
  sessionBytes,
}: FrameLimits = auditLimits): (chunk: Uint8Array) => FrameFault | null {
  const header = new Uint8Array(headerBytes)
  let inHeader = 0
  let bodyLeft = 0
  let total = 0
  let isReady = false

  const openMessage = (): FrameFault | null => {
    const type = header[0] ?? 0
    const length = new DataView(header.buffer).getUint32(1)
    if (!(isReady ? serverTypes : loginTypes).has(type) || length < 4) return 'garbage'
    if (length > (isReady ? messageBytes : loginMessageBytes)) return isReady ? 'too-large' : 'garbage'
    if (type === readyForQuery) isReady = true
    inHeader = 0
    bodyLeft = length - 4
    return null
  }

  return (chunk) => {
    total += chunk.length
    if (total > sessionBytes) return 'too-large'
    let at = 0
    while (at < chunk.length) {
      if (bodyLeft > 0) {
        const step = Math.min(bodyLeft, chunk.length - at)
        bodyLeft -= step
        at += step
        continue
      }
      header[inHeader] = chunk[at] ?? 0
      inHeader += 1
      at += 1
      // A wrong first byte is enough: whoever sent it may never send the other four.
      if (inHeader === 1 && !(isReady ? serverTypes : loginTypes).has(header[0] ?? 0)) return 'garbage'
      if (inHeader < headerBytes) continue
      const fault = openMessage()
      if (fault) return fault
    }
    return null
  }
}
