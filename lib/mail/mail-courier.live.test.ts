import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { newId } from '@/lib/db/new-id'
import type { ClaimedMessage, MailMessage } from '@/lib/outbox/message'
import { freePort } from '@/scripts/database/postgres-process'
import { startTcpListener } from '@/scripts/testing/listeners'
import { readMail, refusal, type SmtpCatcher, startSmtpCatcher } from '@/scripts/testing/smtp-catcher'
import { createTestAuthority, type TestAuthority } from '@/scripts/testing/test-certificates'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createCast } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { MailCourier } from './mail-courier'
import type { MailSettingsInput } from './schema'
import { saveMail } from './service'

let database: TestDatabase
let removeSecrets: () => Promise<void>
let admin: Viewer
let authority: TestAuthority
let courier: MailCourier
let catcher: SmtpCatcher | undefined

beforeAll(async () => {
  database = await createTestDatabase()
  removeSecrets = await prepareTestSecrets()
  admin = (await createCast()).people.admin
  authority = await createTestAuthority(new Date())
})
afterAll(async () => {
  await database.drop()
  await removeSecrets()
})
beforeEach(() => {
  courier = new MailCourier(0)
})
afterEach(async () => {
  courier.close()
  await catcher?.close()
  catcher = undefined
  await emptyTables('instance_setting')
})

const password = `canary  ${randomBytes(9).toString('hex')}`
const plain: MailSettingsInput = {
  host: '127.0.0.1',
  port: 25,
  security: 'none',
  username: '',
  password: '',
  fromName: 'Wheeltapper',
  fromAddress: 'wheel@example.com',
  replyTo: '',
  privateCa: '',
  privateNetwork: true,
}
const use = (change: Partial<MailSettingsInput>) => saveMail(admin, { ...plain, ...change })
const message = (): ClaimedMessage => ({
  id: newId(),
  kind: 'report',
  reference: newId(),
  recipient: '',
  attempts: 1,
  fence: 1,
})
const mail: MailMessage = {
  to: { name: 'Max', address: 'max@example.com' },
  subject: 'Week 47: all on time',
  text: 'All on time.\n.\nA line with a dot above.',
  html: '<p>All on time.</p>',
}
const send = (change: Partial<MailMessage> = {}, id = message(), signal = new AbortController().signal) =>
  courier.send(id, { ...mail, ...change }, signal)

describe('a mail', () => {
  it('arrives with its two forms, the id of its row, and headers to end it with one click', async () => {
    catcher = await startSmtpCatcher()
    await use({ port: catcher.port, replyTo: 'owner@example.com' })
    const row = message()
    const outcome = await send({ unsubscribeUrl: 'https://wheel.example.com/api/unsubscribe/x' }, row)
    expect(outcome).toEqual({ kind: 'delivered', response: expect.stringMatching(/^250 /) })
    const [caught] = catcher.mails
    expect(caught).toMatchObject({ from: 'wheel@example.com', to: ['max@example.com'], isEncrypted: false })
    const read = await readMail(caught as NonNullable<typeof caught>)
    expect(read.messageId).toBe(`<${row.id}@localhost>`)
    expect(read.subject).toBe(mail.subject)
    expect(read.text?.trim()).toBe(mail.text)
    expect(read.html).toBe(mail.html)
    expect(read.from?.text).toBe('"Wheeltapper" <wheel@example.com>')
    expect(read.replyTo?.text).toBe('owner@example.com')
    expect(read.headers.get('auto-submitted')).toBe('auto-generated')
    expect(caught?.raw).toContain('List-Unsubscribe: <https://wheel.example.com/api/unsubscribe/x>')
    expect(caught?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(read.attachments).toEqual([])
  })

  it('keeps letters of all scripts', async () => {
    catcher = await startSmtpCatcher()
    await use({ port: catcher.port, fromName: 'Prüfer "Nacht" <x>' })
    await send({
      subject: 'Woche 47: 1 überfällig → 保守 🚂',
      to: { name: 'Zoë Ω, Max', address: 'zoe@example.com' },
    })
    const read = await readMail(catcher.mails[0] as (typeof catcher.mails)[0])
    expect(read.subject).toBe('Woche 47: 1 überfällig → 保守 🚂')
    expect(read.from?.value).toEqual([{ name: 'Prüfer "Nacht" <x>', address: 'wheel@example.com' }])
    expect([read.to].flat()[0]?.value).toEqual([{ name: 'Zoë Ω, Max', address: 'zoe@example.com' }])
  })

  it('shares connections with the next one, at most four at a time', async () => {
    catcher = await startSmtpCatcher()
    await use({ port: catcher.port })
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => send()))
    expect(outcomes.every(({ kind }) => kind === 'delivered')).toBe(true)
    expect(catcher.mails).toHaveLength(40)
    expect(catcher.mostAtOnce()).toBeLessThanOrEqual(4)
    expect(catcher.connections()).toBeLessThanOrEqual(4)
  })
})

describe('line breaks and other payloads (S-MAIL)', () => {
  const payloads = [
    'x\r\nBcc: eve@example.com',
    'x\nBcc: eve@example.com',
    'x\rBcc: eve@example.com',
    'x\r\n\r\n<b>body</b>',
    'x\r\n.\r\nMAIL FROM:<eve@example.com>',
    'x\u0000y',
    'x\u0085Bcc: eve@example.com',
    'x\u2028Bcc: eve@example.com',
    'x%0d%0aBcc: eve@example.com',
    '=?utf-8?Q?x=0D=0ABcc:_eve@example.com?=',
    'x\r\nContent-Type: text/html',
    'x\r\n To: eve@example.com',
    '"x" <eve@example.com>',
    'x, eve@example.com',
    'x; eve@example.com',
    '\r\nSubject: other',
    'x\r\nReply-To: eve@example.com',
    'x\u000bBcc: eve@example.com',
    '{{7*7}}<%= 7*7 %>#{7*7}',
    'a'.repeat(5_000),
  ]

  it.each(payloads.map((payload) => [payload.slice(0, 50), payload]))(
    'in subject, name and text are inert: %j',
    async (_name, payload) => {
      catcher = await startSmtpCatcher()
      await use({ port: catcher.port })
      const outcome = await send({
        subject: payload,
        text: payload,
        to: { name: payload, address: 'max@example.com' },
      })
      expect(outcome.kind).toBe('delivered')
      expect(catcher.mails).toHaveLength(1)
      expect(catcher.mails[0]?.to).toEqual(['max@example.com'])
      const read = await readMail(catcher.mails[0] as (typeof catcher.mails)[0])
      expect([...read.headers.keys()].sort()).toEqual(
        [
          'auto-submitted',
          'content-type',
          'date',
          'from',
          'message-id',
          'mime-version',
          'subject',
          'to',
        ].sort(),
      )
      expect([read.to].flat().flatMap((to) => to?.value ?? [])).toHaveLength(1)
      expect(read.from?.value.map(({ address }) => address)).toEqual(['wheel@example.com'])
      expect(read.html).toBe(mail.html)
    },
  )

  it.each(payloads.map((payload) => [payload.slice(0, 50), payload]))(
    'as an address are refused before anything is sent: %j',
    async (_name, payload) => {
      catcher = await startSmtpCatcher()
      await use({ port: catcher.port })
      const outcome = await send({ to: { name: 'Max', address: payload } })
      expect(outcome).toEqual({
        kind: 'refused',
        error: expect.stringMatching(/^Max has an e-mail address that mail cannot/),
      })
      expect(catcher.connections()).toBe(0)
    },
  )

  it('in an unsubscribe address cannot become headers', async () => {
    catcher = await startSmtpCatcher()
    await use({ port: catcher.port })
    await send({ unsubscribeUrl: 'https://wheel.example.com/x>\r\nBcc: <eve@example.com' })
    const read = await readMail(catcher.mails[0] as (typeof catcher.mails)[0])
    expect(read.headers.has('bcc')).toBe(false)
    expect(catcher.mails[0]?.to).toEqual(['max@example.com'])
  })

  it('somebody without an address is refused with what to do', async () => {
    await use({ port: 1025 })
    expect(await send({ to: { name: 'Vera', address: '' } })).toEqual({
      kind: 'refused',
      error:
        'Vera has no e-mail address. Give the person an address such as ada@example.com, then try again.',
    })
  })
})

describe('encryption and sign-in', () => {
  const user = { name: 'wheel', password }

  it.each([
    ['tls', true],
    ['starttls', false],
  ] as const)('%s: the password goes only through the encrypted connection', async (security, secure) => {
    catcher = await startSmtpCatcher({ certificate: await authority.issue(), secure, user })
    await use({ port: catcher.port, security, username: 'wheel', password, privateCa: authority.rootPem })
    expect((await send()).kind).toBe('delivered')
    expect(catcher.mails[0]).toMatchObject({ user: 'wheel', isEncrypted: true })
  })

  it('the certificate is verified for the name that is set', async () => {
    catcher = await startSmtpCatcher({
      certificate: await authority.issue({ names: ['other.example.com'] }),
      secure: true,
    })
    await use({ port: catcher.port, security: 'tls', privateCa: authority.rootPem })
    expect(await send()).toEqual({
      kind: 'away',
      error: expect.stringMatching(/^127\.0\.0\.1:\d+ shows a certificate that is made out for other names/),
    })
    expect(catcher.mails).toHaveLength(0)
  })

  it.each([
    ['an authority that is not known', () => authority.issue(), /authority that is not trusted here/],
    ['a self-signed certificate', () => authority.selfSigned(), /certificate that it signed itself/],
    ['an expired one', () => authority.issue({ validTo: -1 }), /has expired/],
  ])('%s is refused with what to do, before any password', async (name, issue, sentence) => {
    let asked = 0
    catcher = await startSmtpCatcher({
      certificate: await issue(),
      user,
      onConnect: () => {
        asked += 1
      },
    })
    const privateCa = name === 'an expired one' ? authority.rootPem : ''
    await use({ port: catcher.port, security: 'starttls', username: 'wheel', password, privateCa })
    expect(await send()).toEqual({ kind: 'away', error: expect.stringMatching(sentence) })
    expect(asked).toBe(1)
    expect(catcher.mails).toHaveLength(0)
  })

  it('a server without STARTTLS gets nothing where STARTTLS is set', async () => {
    catcher = await startSmtpCatcher({ user: undefined })
    await use({ port: catcher.port, security: 'starttls' })
    expect(await send()).toEqual({ kind: 'away', error: expect.stringMatching(/offers no STARTTLS/) })
    expect(catcher.mails).toHaveLength(0)
  })

  it('TLS where the server speaks plain text is a sentence about both ports', async () => {
    catcher = await startSmtpCatcher()
    await use({ port: catcher.port, security: 'tls' })
    expect(await send()).toEqual({
      kind: 'away',
      error: expect.stringMatching(/Port 465 wants TLS, port 587 STARTTLS/),
    })
  })

  it('a wrong password is told without the password, even where the server repeats it', async () => {
    catcher = await startSmtpCatcher({
      certificate: await authority.issue(),
      secure: true,
      user: { name: 'wheel', password: 'right' },
    })
    await use({
      port: catcher.port,
      security: 'tls',
      username: 'wheel',
      password,
      privateCa: authority.rootPem,
    })
    const outcome = await send()
    expect(outcome).toEqual({
      kind: 'away',
      error: expect.stringMatching(/refused the user name and password.*535 .*with password \[masked\]/),
    })
    expect(JSON.stringify(outcome)).not.toContain(password)
  })
})

describe('what a server refuses', () => {
  it.each([
    [550, 'refused', /refused this message: 550 .*no such mailbox/],
    [450, 'postponed', /did not take this message now: 450 .*no such mailbox/],
  ] as const)('with %d at the recipient is about this message: %s', async (code, kind, sentence) => {
    catcher = await startSmtpCatcher({
      onRcptTo: (address) => {
        if (address.startsWith('max')) throw refusal(code, 'no such mailbox')
      },
    })
    await use({ port: catcher.port })
    expect(await send()).toEqual({ kind, error: expect.stringMatching(sentence) })
    expect((await send({ to: { name: '', address: 'vera@example.com' } })).kind).toBe('delivered')
    expect(catcher.mails.map(({ to }) => to)).toEqual([['vera@example.com']])
  })

  it.each([
    [554, 'refused'],
    [452, 'postponed'],
  ] as const)('with %d after the message is about this message: %s', async (code, kind) => {
    catcher = await startSmtpCatcher({
      onMessage: () => {
        throw refusal(code, 'not today')
      },
    })
    await use({ port: catcher.port })
    expect((await send()).kind).toBe(kind)
  })

  it.each([550, 451])(
    'with %d at the sender is about everything: nobody is given up for it',
    async (code) => {
      catcher = await startSmtpCatcher({
        onMailFrom: () => {
          throw refusal(code, 'sender not allowed')
        },
      })
      await use({ port: catcher.port })
      expect(await send()).toEqual({
        kind: 'away',
        error: expect.stringMatching(/does not take mail from this sender/),
      })
    },
  )

  it('at the greeting is about everything', async () => {
    catcher = await startSmtpCatcher({
      onConnect: () => {
        throw refusal(421, 'too busy')
      },
    })
    await use({ port: catcher.port })
    expect((await send()).kind).toBe('away')
  })
})

describe('a server that is not there, or slow, or dies', () => {
  it('nothing listens: away, with what to do', async () => {
    await use({ port: await freePort() })
    expect(await send()).toEqual({
      kind: 'away',
      error: expect.stringMatching(/^127\.0\.0\.1:\d+ refused the connection: nothing listens on this port/),
    })
  })

  it('a name that does not exist: away', async () => {
    await use({ host: 'smtp.invalid', port: 587 })
    expect(await send()).toEqual({ kind: 'away', error: expect.stringMatching(/The name smtp\.invalid/) })
  })

  it('something closes each connection before it greets: away', async () => {
    const listener = await startTcpListener((socket) => void socket.end())
    await use({ port: listener.port })
    expect((await send()).kind).toBe('away')
    await listener.close()
  })

  it('it dies in the middle of a message: this one is tried later, nothing else is held up', async () => {
    const listener = await startTcpListener((socket) => {
      socket.write('220 here\r\n')
      socket.on('data', (data) => {
        const line = data.toString()
        if (line.startsWith('DATA')) socket.destroy()
        else socket.write(line.startsWith('EHLO') ? '250 here\r\n' : '250 ok\r\n')
      })
    })
    await use({ port: listener.port })
    expect((await send()).kind).toBe('postponed')
    await listener.close()
  })

  it('a slow answer is waited for: the mail is delivered once', async () => {
    catcher = await startSmtpCatcher({ onMessage: () => new Promise((done) => setTimeout(done, 3_000)) })
    await use({ port: catcher.port })
    expect((await send()).kind).toBe('delivered')
    expect(catcher.mails).toHaveLength(1)
  })

  it('a stop cuts off what does not end', async () => {
    let isAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    catcher = await startSmtpCatcher({ onMessage: () => new Promise<void>(() => isAsked()) })
    await use({ port: catcher.port })
    const stop = new AbortController()
    const sending = send({}, message(), stop.signal)
    await asked
    stop.abort()
    expect(await sending).toEqual({ kind: 'interrupted' })
  })
})

describe('the settings', () => {
  it('count from the next mail on: another server, and none', async () => {
    catcher = await startSmtpCatcher()
    const second = await startSmtpCatcher()
    await use({ port: catcher.port })
    await send()
    await use({ port: second.port })
    await send()
    expect([catcher.mails.length, second.mails.length]).toEqual([1, 1])
    await emptyTables('instance_setting')
    expect(await send()).toEqual({
      kind: 'away',
      error: 'No mail server is set. An administrator names one under Mail.',
    })
    await second.close()
  })

  it.each([
    ['127.0.0.1', /127\.0\.0\.1 is in a private network\. Tick "The server is in our own network"/],
    ['169.254.169.254', /169\.254\.169\.254 .*mail is never sent to it/],
    ['metadata.google.internal', /metadata service: mail is never sent to it/],
    ['0x7f.1', /private network/],
  ])('%s is not connected to without a word', async (host, sentence) => {
    catcher = await startSmtpCatcher()
    await use({ host, port: catcher.port, privateNetwork: false })
    expect(await send()).toEqual({ kind: 'away', error: expect.stringMatching(sentence) })
    expect(catcher.connections()).toBe(0)
  })

  it('the database of the installation is never spoken to, whatever is ticked', async () => {
    process.env.DATABASE_URL = database.url
    await use({ port: Number(new URL(database.url).port) })
    expect(await send()).toEqual({
      kind: 'away',
      error: expect.stringMatching(/a door of Wheeltapper itself/),
    })
    delete process.env.DATABASE_URL
  })
})
