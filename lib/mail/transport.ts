import { getCACertificates } from 'node:tls'
import { createTransport, type SMTPPoolOptions } from 'nodemailer'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { openConnection } from './open-connection'
import type { MailSettings } from './settings'

/** Connections that one worker holds open to the mail server at the same time. */
export const mailConnections = 4

const minuteMs = 60_000

/**
 * A pool of connections to the mail server. Every one of them is opened by us, through the guard; the library only
 * speaks on it. It never logs, and never reads a file or a URL for a message.
 */
export function openTransport(
  settings: MailSettings,
  password: string | null,
  policy: EgressPolicy,
  name: string,
) {
  const { host, port, security, username, privateCa } = settings
  const options: SMTPPoolOptions & { pool: true } = {
    pool: true,
    maxConnections: mailConnections,
    maxMessages: 100,
    // Only what was not begun: a connection that the server closed while it was idle.
    maxRequeues: 2,
    idleTimeout: 20_000,
    host,
    port,
    name,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(username !== '' && password !== null
      ? { auth: { user: username, pass: password }, forceAuth: true }
      : {}),
    getSocket: (_options, answer) => {
      openConnection(host, port, policy).then(
        (connection) => answer(null, { connection }),
        (error: Error) => answer(error),
      )
    },
    tls: { minVersion: 'TLSv1.2', ca: authorities(privateCa) },
    connectionTimeout: minuteMs / 2,
    greetingTimeout: minuteMs / 2,
    // RFC 5321 4.5.3.2: a server may take ten minutes for the answer to a message, and sending it again is worse.
    socketTimeout: 10 * minuteMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  }
  return createTransport(options)
}

export type MailTransport = ReturnType<typeof openTransport>

let machine: string[] | undefined

/** Authorities of Node, of the operating system and of NODE_EXTRA_CA_CERTS, and the private one of the settings. */
function authorities(privateCa: string): string[] {
  machine ??= [
    ...new Set([
      ...getCACertificates('bundled'),
      ...getCACertificates('system'),
      ...getCACertificates('extra'),
    ]),
  ]
  return privateCa === '' ? machine : [...machine, privateCa]
}
