import type { Outcome } from '@/lib/outbox/message'
import { ProbeError } from '@/lib/probe-error'
import { oneLine } from './address'

/** What an error of the mail library says; none of it is shown as it is. */
interface MailFault {
  code?: string
  originalCode?: string
  responseCode?: number
  response?: string
  command?: string
  permanent?: boolean
  timeoutType?: string
}

const socketSentences: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'refused the connection: nothing listens on this port. Start the server, or correct the port.',
  ECONNRESET: 'closed the connection. Look at its log, and whether the port speaks what is set here.',
  EHOSTUNREACH: 'cannot be reached: the host is down, or a router refuses. Check host and route.',
  ENETUNREACH: 'cannot be reached: this machine has no route to its network.',
  ETIMEDOUT: 'did not answer in time. Look at firewalls on the way, or whether the host is down.',
}

const certificateSentences: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'shows a certificate that has expired. Renew it.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'shows a certificate that it signed itself. Paste this certificate as its private authority, or install one of a trusted authority.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'shows a certificate of an authority that is not trusted here. Paste the certificate of that authority.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'shows a certificate of an authority that is not trusted here, or an incomplete chain. Paste the certificate of that authority.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'does not send its whole certificate chain. Configure the full chain there.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'shows a certificate that is made out for other names. Write the name that the certificate has.',
}

/**
 * What a failed attempt means: for this one message, or for everything that this server is to take. Pure; `where` is
 * the server as people write it. Sentences hold what the server answered, without passwords (`hide`).
 */
export function readFault(
  error: unknown,
  where: string,
  { hide, isStopped }: { hide: (text: string) => string; isStopped: boolean },
): Outcome {
  if (error instanceof ProbeError) return { kind: 'away', error: guardSentence(error) }
  const fault: MailFault = typeof error === 'object' && error !== null ? error : {}
  const answer = fault.response ? oneLine(hide(fault.response), 300) : ''
  if (fault.code === 'EABORT') {
    return isStopped
      ? { kind: 'interrupted' }
      : {
          kind: 'postponed',
          error: `${where} did not finish within 15 minutes. Look at its load and its log.`,
        }
  }
  if (fault.code === 'EAUTH' || fault.code === 'ENOAUTH')
    return { kind: 'away', error: authSentence(where, answer) }
  if (fault.code === 'ETLS' || isTls(fault.originalCode ?? fault.code ?? ''))
    return { kind: 'away', error: tlsSentence(error, fault, where) }
  if (fault.responseCode !== undefined && answer !== '') return readAnswer(fault, where, answer)
  return { kind: isOfServer(fault) ? 'away' : 'postponed', error: `${where} ${socketSentence(fault)}` }
}

const isTls = (code: string) => code in certificateSentences || /^(ERR_(SSL|TLS)_|EPROTO$)/.test(code)

/** The server answered a command with something else than yes. */
function readAnswer(fault: MailFault, where: string, answer: string): Outcome {
  const { command = '', responseCode = 0 } = fault
  const isPermanent = fault.permanent ?? responseCode >= 500
  if (command === 'RCPT TO' || command === 'DATA' || responseCode === 552) {
    return isPermanent
      ? { kind: 'refused', error: `${where} refused this message: ${answer}` }
      : { kind: 'postponed', error: `${where} did not take this message now: ${answer}` }
  }
  if (command === 'MAIL FROM') {
    return {
      kind: 'away',
      error: `${where} does not take mail from this sender: ${answer}. Check the sender's address, and whether the server wants a user name and password.`,
    }
  }
  return { kind: 'away', error: `${where} does not take mail now: ${answer}` }
}

function authSentence(where: string, answer: string): string {
  const said = answer === '' ? '' : ` It said: ${answer}`
  return `${where} refused the user name and password. Enter both again.${said}`
}

function tlsSentence(error: unknown, fault: MailFault, where: string): string {
  const known = certificateSentences[fault.originalCode ?? ''] ?? byMessage(error)
  if (known) return `${where} ${known}`
  if (fault.response) return `${where} offers no STARTTLS. Choose TLS (port 465), or set it up there.`
  return `The encrypted connection to ${where} could not be made. Port 465 wants TLS, port 587 STARTTLS: check that both fit.`
}

/** The library keeps only the text of some TLS errors. */
function byMessage(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message.toLowerCase() : ''
  if (message.includes('self-signed certificate in certificate chain'))
    return certificateSentences.SELF_SIGNED_CERT_IN_CHAIN
  if (message.includes('self-signed') || message.includes('self signed'))
    return certificateSentences.DEPTH_ZERO_SELF_SIGNED_CERT
  if (message.includes('expired')) return certificateSentences.CERT_HAS_EXPIRED
  if (message.includes('altname')) return certificateSentences.ERR_TLS_CERT_ALTNAME_INVALID
  if (message.includes('issuer certificate')) return certificateSentences.UNABLE_TO_GET_ISSUER_CERT_LOCALLY
  if (message.includes('first certificate')) return certificateSentences.UNABLE_TO_VERIFY_LEAF_SIGNATURE
  return undefined
}

function socketSentence(fault: MailFault): string {
  const sentence = socketSentences[fault.originalCode ?? ''] ?? socketSentences[fault.code ?? '']
  return sentence ?? 'broke the connection off. Look at its log and at the network in between.'
}

/**
 * Whether every other message would meet the same. Once a session is up, a connection that breaks may be about the one
 * message it carried: the others must not wait for it.
 */
function isOfServer({ command, code, timeoutType }: MailFault): boolean {
  if (code === 'ETIMEDOUT') return timeoutType !== 'SOCKET_TIMEOUT'
  return command === undefined || code !== 'ECONNECTION'
}

/** The guard speaks of checks; here the reader looks at the mail server. */
function guardSentence(error: ProbeError): string {
  if (error.fault !== 'egress-denied') return error.message
  if (error.suggestion === null) return error.message.replace(/checks never connect/, 'mail is never sent')
  const [place] = error.message.split(' is in a private network')
  return `${place} is in a private network. Tick "The server is in our own network" if that is right.`
}
