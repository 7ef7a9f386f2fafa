import type { MailSecurity } from './schema'

/** The mail server and the sender, as they are stored; the password lies beside them, sealed. */
export interface MailSettings {
  host: string
  port: number
  security: MailSecurity
  username: string
  fromName: string
  fromAddress: string
  /** Empty: answers go to the sender. */
  replyTo: string
  /** PEM of an authority that is trusted besides those of the machine; may be empty. */
  privateCa: string
  /** The server may be in a private network. */
  privateNetwork: boolean
}

/** Parts of the settings that decide who gets to see the password. */
const guarding = ['host', 'port', 'security', 'username', 'privateCa', 'privateNetwork'] as const

/** Whether a stored password may stay with the new settings: only where it goes to the same server the same way. */
export function keepsPassword(before: MailSettings, after: MailSettings): boolean {
  return guarding.every((name) => before[name] === after[name])
}
