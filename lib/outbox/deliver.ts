import { log } from '@/lib/log'
import type { ClaimedMessage, Courier, MailMessage, OutboxRenderers, Outcome } from './message'
import { leaseSeconds, pauseAfter } from './pauses'
import {
  buryWaiting,
  claimMessage,
  endOutage,
  type Gate,
  markAway,
  markDelivered,
  markEnded,
  markPostponed,
  passGate,
  renewLease,
} from './store'

export interface Delivery {
  courier: Courier
  renderers: OutboxRenderers
  /** The worker stops: nothing more is taken, and what is under way is cut off a little later. */
  stop: AbortSignal
}

/** Milliseconds that a message under way may still take when the worker stops. */
const graceMs = 15_000
/** Milliseconds between two attempts to write down what became of a message. */
const settleAgainMs = 1_000
/** How often that is tried: ten minutes, after which the lease has ended for long. */
const settleTries = 600

/** Sends the message that has waited longest. False when none is due, or its channel is known to take nothing. */
export async function deliverNext(delivery: Delivery): Promise<boolean> {
  if (delivery.stop.aborted) return false
  const { channel } = delivery.courier
  const gate = await passGate(channel, leaseSeconds)
  const message = await claimMessage(channel, gate, leaseSeconds)
  if (!message) return false
  const outcome = await attempt(message, delivery)
  await persistently(() => settle(message, outcome, { channel, gate }), delivery.stop)
  return true
}

async function attempt(message: ClaimedMessage, delivery: Delivery): Promise<Outcome | 'unwanted'> {
  const holding = holdLease(message, delivery.stop)
  try {
    const mail = await render(message, delivery.renderers)
    if (mail === null) return 'unwanted'
    if ('kind' in mail) return mail
    // Rendering may have taken long; what another worker holds by now is not sent twice.
    if (!(await renewLease(message, leaseSeconds))) return { kind: 'interrupted' }
    return await delivery.courier.send(message, mail, holding.signal)
  } finally {
    holding.release()
  }
}

async function render(
  { id, kind, reference, recipient }: ClaimedMessage,
  renderers: OutboxRenderers,
): Promise<MailMessage | Outcome | null> {
  const write = renderers[kind]
  if (!write)
    return { kind: 'postponed', error: `This worker does not know how to write a ${kind}. Update it.` }
  try {
    return await write(reference, recipient)
  } catch (error) {
    log.error({ message: id, kind, error: String(error) }, 'message could not be written')
    return { kind: 'postponed', error: 'The message could not be written. The log of the worker says why.' }
  }
}

/** Says again and again that the message is still ours; the signal fires when it is not, or the worker has to end. */
function holdLease(message: ClaimedMessage, stop: AbortSignal): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController()
  const renewing = setInterval(
    () => {
      renewLease(message, leaseSeconds)
        .then((isOurs) => isOurs || controller.abort())
        // A database that is away tells nothing: others cannot take the message either.
        .catch(() => {})
    },
    (leaseSeconds / 4) * 1000,
  )
  let ending: NodeJS.Timeout | undefined
  const onStop = () => {
    ending = setTimeout(() => controller.abort(), graceMs)
  }
  stop.addEventListener('abort', onStop, { once: true })
  if (stop.aborted) onStop()
  const release = () => {
    clearInterval(renewing)
    clearTimeout(ending)
    stop.removeEventListener('abort', onStop)
  }
  return { signal: controller.signal, release }
}

/** Writes down what became of an attempt. */
async function settle(
  message: ClaimedMessage,
  outcome: Outcome | 'unwanted',
  { channel, gate }: { channel: Courier['channel']; gate: Gate },
): Promise<void> {
  if (outcome === 'unwanted') return markEnded(message, 'cancelled', null)
  if (outcome.kind === 'interrupted') return
  if (outcome.kind === 'away') return settleAway(message, outcome.error, { channel, gate })
  if (gate !== 'open') await endOutage(channel)
  if (outcome.kind === 'delivered') return markDelivered(message.id, outcome.response)
  // Somebody waits for what a test says: it is not tried again.
  const pause = outcome.kind === 'refused' || message.kind === 'test' ? null : pauseAfter(message.attempts)
  if (pause !== null) return markPostponed(message, outcome.error, pause)
  log.warn({ message: message.id, attempts: message.attempts }, 'message given up')
  return markEnded(message, 'dead', outcome.error)
}

async function settleAway(
  message: ClaimedMessage,
  error: string,
  { channel, gate }: { channel: Courier['channel']; gate: Gate },
): Promise<void> {
  if (message.kind === 'test') return markEnded(message, 'dead', error)
  if (gate === 'open') log.warn({ channel, error }, 'nothing can be sent')
  await markAway(message, channel, error, gate === 'probe')
  const buried = await buryWaiting(channel)
  if (buried > 0) log.error({ channel, buried }, 'messages given up after three days')
}

/** What a server has taken must be written down, also when the database is away for a while. */
async function persistently(work: () => Promise<void>, stop: AbortSignal): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries >= settleTries || (stop.aborted && tries >= 5)) throw error
      await new Promise((resolve) => setTimeout(resolve, settleAgainMs))
    }
  }
}
