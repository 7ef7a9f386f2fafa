import type { SendMailOptions } from 'nodemailer'
import type { MailMessage } from '@/lib/outbox/message'
import { messageId, oneLine } from './address'
import type { MailSettings } from './settings'

/** What is told with every mail of one installation. */
export interface MailSender {
  settings: MailSettings
  /** Public address of the installation, without a slash at the end. */
  base: string
}

/**
 * The mail as the library takes it. Texts that go into headers are one line each; addresses are handed over as objects,
 * so that nothing in a name can become another recipient. `id` is the outbox row: it names every attempt.
 */
export function composeMail(
  id: string,
  message: MailMessage,
  { settings, base }: MailSender,
): SendMailOptions {
  const { fromName, fromAddress, replyTo } = settings
  return {
    messageId: messageId(id, base),
    from: { name: oneLine(fromName, 100), address: fromAddress },
    to: { name: oneLine(message.to.name, 100), address: message.to.address },
    ...(replyTo === '' ? {} : { replyTo }),
    subject: oneLine(message.subject, 300),
    text: message.text,
    html: message.html,
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(message.unsubscribeUrl) },
    xMailer: false,
    // Base64 of a long table is a third larger than its text; most of a report is ASCII.
    encoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** RFC 8058: one POST to this address ends the subscription, without anybody signing in. */
function unsubscribeHeaders(url: string | undefined): Record<string, string> {
  if (url === undefined || !URL.canParse(url)) return {}
  return {
    'List-Unsubscribe': `<${new URL(url).toString()}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
