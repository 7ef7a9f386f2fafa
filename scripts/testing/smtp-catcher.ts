import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { ServerCertificate } from './test-certificates'

/** A mail as it arrived. */
export interface CaughtMail {
  /** Envelope: who the server was told about, whatever the headers say. */
  from: string
  to: string[]
  raw: string
  /** Signed-in user of the connection. */
  user: string | null
  isEncrypted: boolean
}

export interface SmtpCatcher {
  port: number
  mails: CaughtMail[]
  /** Sessions that were opened. */
  connections(): number
  /** Most connections that were open at the same time. */
  mostAtOnce(): number
  close(): Promise<void>
}

interface Wishes {
  /** Without one: no TLS at all. */
  certificate?: ServerCertificate
  /** TLS from the first byte. */
  secure?: boolean
  /** Only this user gets in. */
  user?: { name: string; password: string }
  port?: number
  /** Answers to steps: an Error with responseCode refuses; a promise lets the client wait. */
  onConnect?: () => Promise<void> | void
  onMailFrom?: (address: string) => Promise<void> | void
  onRcptTo?: (address: string) => Promise<void> | void
  /** After the whole message was read, before it is acknowledged. */
  onMessage?: (mail: CaughtMail) => unknown
  /** Raw bodies are not kept: for thousands of mails. */
  forget?: boolean
}

/** A refusal with its code: 4xx for now, 5xx for good. */
export function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code })
}

/** A real SMTP server on a free loopback port that keeps what it was sent. */
export function startSmtpCatcher(wishes: Wishes = {}): Promise<SmtpCatcher> {
  const mails: CaughtMail[] = []
  const counts = { opened: 0, open: 0, most: 0 }
  const server = new SMTPServer({ ...protection(wishes), ...handlers(wishes, mails, counts), ...quiet })
  server.on('error', () => {})
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(wishes.port ?? 0, '127.0.0.1', () => {
      const { port } = server.server.address() as AddressInfo
      resolve({
        port,
        mails,
        connections: () => counts.opened,
        mostAtOnce: () => counts.most,
        close: () => new Promise((closed) => server.close(() => closed())),
      })
    })
  })
}

const quiet: SMTPServerOptions = { logger: false, disableReverseLookup: true, closeTimeout: 50 }

function protection({ certificate, secure = false, user }: Wishes): SMTPServerOptions {
  return {
    secure,
    ...(certificate ? { key: certificate.key, cert: certificate.cert } : { hideSTARTTLS: true }),
    ...(user
      ? {
          onAuth: ({ username, password }, _session, answer) =>
            username === user.name && password === user.password
              ? answer(null, { user: username })
              : // What a careless server does: it repeats what it was told.
                answer(refusal(535, `5.7.8 no user ${username} with password ${password}`)),
        }
      : { authOptional: true, disabledCommands: certificate ? ['AUTH'] : ['AUTH', 'STARTTLS'] }),
  }
}

type Counts = { opened: number; open: number; most: number }

function handlers(wishes: Wishes, mails: CaughtMail[], counts: Counts): SMTPServerOptions {
  return {
    onConnect: (_session, answer) => {
      counts.opened += 1
      counts.open += 1
      counts.most = Math.max(counts.most, counts.open)
      settle(() => wishes.onConnect?.(), answer)
    },
    onClose: () => {
      counts.open -= 1
    },
    onMailFrom: ({ address }, _session, answer) => settle(() => wishes.onMailFrom?.(address), answer),
    onRcptTo: ({ address }, _session, answer) => settle(() => wishes.onRcptTo?.(address), answer),
    onData: (stream, session, answer) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => wishes.forget || parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const mail: CaughtMail = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
          user: typeof session.user === 'string' ? session.user : null,
          isEncrypted: session.secure,
        }
        settle(
          async () => {
            const said = await wishes.onMessage?.(mail)
            mails.push(mail)
            return said
          },
          (error, text) => answer(error, text),
        )
      })
    },
  }
}

function settle(work: () => unknown, answer: (error?: Error | null, text?: string) => void): void {
  Promise.resolve()
    .then(work)
    .then(
      (text) => answer(null, typeof text === 'string' ? text : undefined),
      (error: Error) => answer(error),
    )
}

/** The parts of a mail as a mail program reads them. */
export function readMail(mail: CaughtMail): Promise<ParsedMail> {
  return simpleParser(mail.raw)
}
