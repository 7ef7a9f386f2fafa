import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { deliverNext } from '@/lib/outbox/deliver'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { rotateDataKey } from '@/lib/secrets/service'
import { audited } from '@/scripts/testing/audited'
import { startSmtpCatcher } from '@/scripts/testing/smtp-catcher'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { MailCourier } from './mail-courier'
import { mailFault } from './mail-fault'
import type { MailSettingsInput } from './schema'
import { readMail, removeMail, saveMail, sendTest } from './service'
import { readMailSettings } from './settings-store'
import { testMailRenderer } from './test-mail'

let database: TestDatabase
let removeSecrets: () => Promise<void>
let people: Cast['people']
const canary = `canary${randomBytes(12).toString('hex')}`

beforeAll(async () => {
  database = await createTestDatabase()
  removeSecrets = await prepareTestSecrets()
  people = (await createCast()).people
})
afterAll(async () => {
  await database.drop()
  await removeSecrets()
})
beforeEach(() => emptyTables('instance_setting', 'outbox_message', 'outbox_outage'))

const input: MailSettingsInput = {
  host: 'SMTP.Example.com.',
  port: 587,
  security: 'starttls',
  username: 'wheel',
  password: canary,
  fromName: 'Wheeltapper',
  fromAddress: 'wheel@example.com',
  replyTo: 'ops@example.com',
  privateCa: '',
  privateNetwork: false,
}
const opened = async () => {
  const stored = await readMailSettings()
  if (!stored?.secret) return null
  return openSecret(stored.secret, secretAad({ id: 'mail', config: stored.config }, 'setting'))
}

describe('the mail server', () => {
  it('is named once, its password sealed and never shown again', async () => {
    expect(await readMail(people.admin)).toMatchObject({
      headline: 'No mail server is set: nothing is sent',
      settings: null,
    })
    const { row } = await audited('mail.change', () => saveMail(people.admin, input))
    const page = await readMail(people.admin)
    expect(page).toMatchObject({
      headline: 'Mail goes out through smtp.example.com',
      settings: { host: 'smtp.example.com', port: 587, passwordSet: true, replyTo: 'ops@example.com' },
    })
    expect(await opened()).toBe(canary)
    expect(row).toMatchObject({ after: { passwordSet: true, passwordChanged: true } })
    expect(await mailFault()).toBeNull()
    const dump = await sql().query(
      'select value::text from instance_setting union all select after::text from audit_entry',
    )
    for (const text of [JSON.stringify(page), JSON.stringify(row), JSON.stringify(dump.rows)]) {
      expect(text).not.toContain(canary)
      expect(text).not.toContain(Buffer.from(canary).toString('base64'))
    }
  })

  it('keeps its password when only the sender changes, and nobody types it again', async () => {
    await saveMail(people.admin, input)
    await saveMail(people.admin, { ...input, password: '', fromName: 'Ops', replyTo: '' })
    expect(await opened()).toBe(canary)
    expect((await readMail(people.admin)).settings).toMatchObject({ fromName: 'Ops', replyTo: '' })
  })

  it.each<Partial<MailSettingsInput>>([
    { host: 'evil.example.com' },
    { port: 2525 },
    { security: 'tls' },
    { username: 'other' },
    { privateNetwork: true },
    { privateCa: '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----' },
  ])('wants its password again with %o: nothing is changed without it', async (change) => {
    await saveMail(people.admin, input)
    const before = await readMailSettings()
    await expect(saveMail(people.admin, { ...input, password: '', ...change })).rejects.toMatchObject({
      kind: 'invalid',
      fields: { password: expect.stringMatching(/^Enter the password again/) },
    })
    expect(await readMailSettings()).toEqual(before)
    await saveMail(people.admin, { ...input, ...change })
    expect(await opened()).toBe(canary)
  })

  it('whose address was changed in the database opens no password', async () => {
    await saveMail(people.admin, input)
    await sql().query(
      `update instance_setting set value = jsonb_set(value, '{config,host}', '"evil.example.com"')`,
    )
    await expect(opened()).rejects.toMatchObject({ kind: 'unavailable' })
    const courier = new MailCourier(0)
    const outcome = await courier.send(
      { id: 'x', kind: 'report', reference: 'x', recipient: '', attempts: 1, fence: 1 },
      { to: { name: '', address: 'ada@example.com' }, subject: 's', text: 't', html: 'h' },
      new AbortController().signal,
    )
    expect(outcome).toEqual({ kind: 'away', error: expect.stringMatching(/belongs to another address/) })
  })

  it('keeps a password that can be read when the data key is rotated', async () => {
    await saveMail(people.admin, input)
    const before = (await readMailSettings())?.secret
    expect(await rotateDataKey({ label: 'command line' })).toEqual({ resealed: 1, unreadable: 0 })
    expect((await readMailSettings())?.secret).not.toBe(before)
    expect(await opened()).toBe(canary)
  })

  it.each<[Partial<MailSettingsInput>, string]>([
    [{ password: '' }, 'password'],
    [{ username: '' }, 'username'],
    [{ host: 'a b' }, 'host'],
    [{ host: '::ffff:1:2:3:4:5:6:7' }, 'host'],
  ])('is refused with %o at the field %s', async (change, field) => {
    await expect(saveMail(people.admin, { ...input, ...change })).rejects.toMatchObject({
      kind: 'invalid',
      fields: { [field]: expect.any(String) },
    })
    expect(await readMailSettings()).toBeNull()
  })

  it('is removed with its password', async () => {
    await saveMail(people.admin, input)
    const { row } = await audited('mail.remove', () => removeMail(people.admin))
    expect(row).toMatchObject({ before: { host: 'smtp.example.com', passwordSet: true } })
    expect(await readMailSettings()).toBeNull()
    await expect(removeMail(people.admin)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('ends an outage when it is changed: what waits is due at once', async () => {
    await saveMail(people.admin, input)
    await sql().query(
      `insert into outbox_outage values ('mail', app_now(), 'was down', 4, app_now() + interval '5 min')`,
    )
    expect(await readMail(people.admin)).toMatchObject({
      headline: 'smtp.example.com takes no mail: nothing waits',
      outage: { error: 'was down' },
    })
    expect(await mailFault()).toMatch(/takes nothing at present/)
    await saveMail(people.admin, { ...input, host: 'other.example.com' })
    expect((await readMail(people.admin)).outage).toBeNull()
  })
})

describe('a test mail', () => {
  it('goes the way of all mail, and the page says what the server said', async () => {
    await expect(sendTest(people.admin, { to: 'ada@example.com' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const catcher = await startSmtpCatcher({ onMessage: () => 'queued as 4bXk2L' })
    await saveMail(people.admin, {
      ...input,
      host: '127.0.0.1',
      port: catcher.port,
      security: 'none',
      username: '',
      password: '',
      privateNetwork: true,
    })
    const { row } = await audited('mail.test', () => sendTest(people.admin, { to: 'ada@example.com' }))
    expect(row).toMatchObject({ after: { to: 'ada@example.com' } })
    expect((await readMail(people.admin)).test).toMatchObject({ to: 'ada@example.com', state: 'waiting' })
    const courier = new MailCourier(0)
    const stop = new AbortController().signal
    await deliverNext({ courier, renderers: { test: testMailRenderer }, stop })
    expect((await readMail(people.admin)).test).toMatchObject({
      state: 'delivered',
      text: expect.stringContaining('queued as 4bXk2L'),
    })
    expect(catcher.mails[0]).toMatchObject({ to: ['ada@example.com'] })
    await catcher.close()
    courier.close()
    await sendTest(people.admin, { to: 'ada@example.com' })
    await deliverNext({ courier, renderers: { test: testMailRenderer }, stop })
    expect(await readMail(people.admin)).toMatchObject({
      headline: 'Mail goes out through 127.0.0.1',
      queue: { dead: 0 },
      test: { state: 'failed', text: expect.stringContaining('refused the connection') },
    })
    courier.close()
  })

  it('ten in a minute are enough', async () => {
    await saveMail(people.admin, input)
    for (let count = 0; count < 10; count += 1) await sendTest(people.admin, { to: 'ada@example.com' })
    await expect(sendTest(people.admin, { to: 'ada@example.com' })).rejects.toMatchObject({
      kind: 'too-many',
    })
  })
})

describe('all of it', () => {
  it.each(['viewer', 'maintainer', 'manager'] as const)('is not for a %s', async (role) => {
    for (const attempt of [
      () => readMail(people[role]),
      () => saveMail(people[role], input),
      () => removeMail(people[role]),
      () => sendTest(people[role], { to: 'ada@example.com' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'forbidden' })
    }
  })
})
