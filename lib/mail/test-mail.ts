import { publicUrl } from '@/lib/env'
import type { MailMessage } from '@/lib/outbox/message'

/** Writes the test mail of the settings page: that it came is all it has to say. */
export async function testMailRenderer(_reference: string, recipient: string): Promise<MailMessage> {
  const base = publicUrl().replace(/\/+$/, '')
  const link = `${base}/admin/mail`
  const sentence = 'The mail server that is set in Wheeltapper takes mail, and this address gets it.'
  return {
    to: { name: '', address: recipient },
    subject: 'Wheeltapper: test mail',
    text: `${sentence}\n\nSettings: ${link}\n`,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test mail</title></head><body><p>${sentence}</p><p><a href="${escapeHtml(link)}">Settings</a></p></body></html>`,
  }
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
