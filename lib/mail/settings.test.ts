import { describe, expect, it } from 'vitest'
import { mailSettingsSchema } from './schema'
import { keepsPassword, type MailSettings } from './settings'

const settings: MailSettings = {
  host: 'smtp.example.com',
  port: 587,
  security: 'starttls',
  username: 'wheel',
  fromName: 'Wheeltapper',
  fromAddress: 'wheel@example.com',
  replyTo: '',
  privateCa: '',
  privateNetwork: false,
}

describe('a stored password', () => {
  it('stays when only the sender changes', () => {
    expect(
      keepsPassword(settings, { ...settings, fromName: 'Ops', fromAddress: 'o@e.org', replyTo: 'a@e.org' }),
    ).toBe(true)
  })

  it.each([
    { host: 'evil.example.com' },
    { port: 465 },
    { security: 'none' as const },
    { security: 'tls' as const },
    { username: 'other' },
    { privateCa: 'another authority' },
    { privateNetwork: true },
  ])('must be entered again with %o', (change) => {
    expect(keepsPassword(settings, { ...settings, ...change })).toBe(false)
  })
})

describe('the form', () => {
  const form = {
    host: 'smtp.example.com',
    port: '587',
    security: 'starttls',
    username: 'wheel',
    password: 'x',
    fromName: 'Wheeltapper',
    fromAddress: 'wheel@example.com',
  }
  const faults = (change: Record<string, unknown>) => {
    const parsed = mailSettingsSchema.safeParse({ ...form, ...change })
    return parsed.success ? [] : [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))]
  }

  it('is complete with what most people have', () => {
    expect(mailSettingsSchema.parse(form)).toEqual({
      ...form,
      port: 587,
      replyTo: '',
      privateCa: '',
      privateNetwork: false,
    })
  })

  it.each([
    [{ host: '' }, 'host'],
    [{ host: 'https://smtp.example.com/' }, 'host'],
    [{ host: 'user@smtp.example.com' }, 'host'],
    [{ host: 'smtp.example.com\r\nQUIT' }, 'host'],
    [{ port: '443' }, 'port'],
    [{ port: '22' }, 'port'],
    [{ port: '0' }, 'port'],
    [{ port: '70000' }, 'port'],
    [{ port: 'smtp' }, 'port'],
    [{ security: 'maybe' }, 'security'],
    [{ security: 'none' }, 'security'],
    [{ fromName: 'Ada\r\nBcc: eve@example.com' }, 'fromName'],
    [{ fromAddress: 'ada@example.com\r\nBcc: eve@example.com' }, 'fromAddress'],
    [{ fromAddress: 'ada' }, 'fromAddress'],
    [{ replyTo: 'ada@example.com, eve@example.com' }, 'replyTo'],
    [{ privateCa: 'no certificate' }, 'privateCa'],
    [{ extra: 'field' }, ''],
  ])('refuses %o at %s', (change, field) => {
    expect(faults(change)).toEqual([field])
  })

  it('takes a server without a password and without encryption: a relay on the same machine', () => {
    expect(faults({ security: 'none', username: '', password: '', port: '25' })).toEqual([])
    expect(faults({ port: '1025' })).toEqual([])
  })
})
