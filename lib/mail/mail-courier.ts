import { currentEgressPolicy } from '@/lib/egress/current-policy'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { publicUrl } from '@/lib/env'
import type { ClaimedMessage, Courier, MailMessage, Outcome } from '@/lib/outbox/message'
import { Problem } from '@/lib/problem'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { isMailable, oneLine } from './address'
import { composeMail } from './compose-mail'
import { hidePassword } from './hide-password'
import { readFault } from './read-fault'
import type { MailSettings } from './settings'
import { mailSettingKey, readMailSettings, type StoredMailSettings } from './settings-store'
import { type MailTransport, openTransport } from './transport'

/** Longest that one message may take, a server that answers one byte a minute included. */
const limitMs = 15 * 60_000

interface Open {
  stored: StoredMailSettings
  policy: EgressPolicy
  transport: MailTransport
  hide: (text: string) => string
}

/** Milliseconds for which the settings of the last mail are those of the next: thousands come one after the other. */
const freshMs = 500

/** Sends by SMTP with the settings as they are now; the connections stay open as long as nothing changes. */
export class MailCourier implements Courier {
  readonly channel = 'mail'
  #open: Open | null = null
  /** Lanes come here one after the other: two must not open two pools. */
  #turn: Promise<unknown> = Promise.resolve()
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(readonly keepsFor = freshMs) {}

  async send(message: ClaimedMessage, mail: MailMessage, signal: AbortSignal): Promise<Outcome> {
    if (!isMailable(mail.to.address)) return { kind: 'refused', error: withoutAddress(mail.to) }
    const open = await this.#inTurn(() => this.#current())
    if (open === null) {
      return { kind: 'away', error: 'No mail server is set. An administrator names one under Mail.' }
    }
    if ('kind' in open) return open
    try {
      const base = publicUrl().replace(/\/+$/, '')
      const { response } = await open.transport.sendMail({
        ...composeMail(message.id, mail, { settings: open.stored.config, base }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
      })
      return { kind: 'delivered', response: oneLine(open.hide(response ?? ''), 300) }
    } catch (error) {
      // The settings changed before it was begun.
      if (isPoolClosed(error)) return this.send(message, mail, signal)
      const { host, port } = open.stored.config
      return readFault(error, `${host}:${port}`, { hide: open.hide, isStopped: signal.aborted })
    }
  }

  /** Closes what is open; a message under way ends first. */
  close(): void {
    this.#open?.transport.close()
    this.#open = null
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => {})
    return mine
  }

  async #current(): Promise<Open | Outcome | null> {
    if (this.#open && performance.now() - this.#lookedAt < this.keepsFor) return this.#open
    this.#lookedAt = performance.now()
    const [stored, current] = await Promise.all([readMailSettings(), currentEgressPolicy()])
    if (stored === null) {
      this.close()
      return null
    }
    const known = this.#open
    const isSame = known?.stored.changedAt.getTime() === stored.changedAt.getTime()
    if (known && isSame && known.stored.secret === stored.secret && known.policy === current) return known
    this.close()
    const password = await passwordOf(stored).catch((error: unknown) => {
      if (error instanceof Problem) return { kind: 'away' as const, error: error.message }
      throw error
    })
    if (password !== null && typeof password === 'object') return password
    const transport = openTransport(stored.config, password, policyFor(stored.config, current), nameOf())
    this.#open = { stored, policy: current, transport, hide: hidePassword(password, stored.config.username) }
    return this.#open
  }
}

const isPoolClosed = (error: unknown) =>
  error instanceof Error && error.message === 'Connection pool was closed'

async function passwordOf({ config, secret }: StoredMailSettings): Promise<string | null> {
  return secret === null ? null : openSecret(secret, secretAad({ id: mailSettingKey, config }, 'setting'))
}

/** What the installation closes stays closed; a private mail server is reached only where an administrator said so. */
function policyFor({ privateNetwork }: MailSettings, current: EgressPolicy): EgressPolicy {
  return privateNetwork ? { ...current, allowPrivate: 'all' } : current
}

/** What we call ourselves when we greet the server. */
function nameOf(): string {
  return new URL(publicUrl()).hostname
}

function withoutAddress({ name, address }: MailMessage['to']): string {
  const what =
    address === ''
      ? 'no e-mail address'
      : `an e-mail address that mail cannot be sent to (${oneLine(address, 80)})`
  return `${oneLine(name, 100) || 'Somebody'} has ${what}. Give the person an address such as ada@example.com, then try again.`
}
