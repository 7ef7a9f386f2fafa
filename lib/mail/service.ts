import { appendAudit } from '@/lib/audit/store'
import { canManageMail, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { databaseNow, inTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { canonicalHost } from '@/lib/egress/resolve-allowed'
import { countLastMinute, countQueue, newestOfKind, type OutboxRow } from '@/lib/outbox/list-store'
import { findOutage } from '@/lib/outbox/outage-store'
import { endOutage, enqueue } from '@/lib/outbox/store'
import { ProbeError } from '@/lib/probe-error'
import { Problem } from '@/lib/problem'
import { sealSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { mailHeadline, queueSentence } from './mail-headline'
import type { MailSettingsInput } from './schema'
import { keepsPassword, type MailSettings } from './settings'
import {
  deleteMailSettings,
  mailSettingKey,
  readMailSettings,
  type StoredMailSettings,
  writeMailSettings,
} from './settings-store'
import type { MailView, TestMail } from './view'

const permitMail = (viewer: Viewer) =>
  permit(canManageMail(viewer), 'Only an administrator looks after mail. Ask one of them.')

/** Tests that one person may send in a minute. */
const testsPerMinute = 10

/** The mail server, whether it takes mail, what waits, and the last test. The password never leaves the server. */
export async function readMail(viewer: Viewer): Promise<MailView> {
  permitMail(viewer)
  const [stored, outage, queue, test] = await Promise.all([
    readMailSettings(),
    findOutage('mail'),
    countQueue('mail'),
    newestOfKind('mail', 'test'),
  ])
  return {
    headline: mailHeadline(stored?.config.host ?? null, outage !== null, queue),
    lead: queueSentence(queue),
    settings: stored && {
      ...stored.config,
      passwordSet: stored.secret !== null,
      changedAt: stored.changedAt.toISOString(),
    },
    outage: outage && {
      since: outage.since.toISOString(),
      error: outage.error,
      nextTryAt: outage.nextTryAt.toISOString(),
    },
    queue,
    test: test && testOf(test),
    ownAddress: viewer.email,
  }
}

/**
 * Names the mail server. A stored password stays only where it goes to the same server in the same way; otherwise it
 * has to be entered again, so that nobody sends it elsewhere without knowing it. What waits is due at once.
 */
export async function saveMail(viewer: Viewer, { password, ...input }: MailSettingsInput): Promise<void> {
  permitMail(viewer)
  const config: MailSettings = { ...input, host: hostOf(input.host) }
  const before = await readMailSettings()
  const secret = await secretFor(config, password, before)
  await inTransaction(async (tx) => {
    await writeMailSettings(tx, { config, secret })
    await endOutage('mail', asSql(tx))
    await appendAudit(tx, {
      actor: viewer,
      action: 'mail.change',
      entity: 'mail',
      entityId: mailSettingKey,
      before: before && { ...before.config, passwordSet: before.secret !== null },
      after: { ...config, passwordSet: secret !== null, passwordChanged: password !== '' },
    })
  })
}

/** Names no mail server any more: what is due waits until there is one again. */
export async function removeMail(viewer: Viewer): Promise<void> {
  permitMail(viewer)
  const before = await readMailSettings()
  await inTransaction(async (tx) => {
    if (!(await deleteMailSettings(tx))) throw new Problem('not-found', 'No mail server is set.')
    await appendAudit(tx, {
      actor: viewer,
      action: 'mail.remove',
      entity: 'mail',
      entityId: mailSettingKey,
      before: before && { ...before.config, passwordSet: before.secret !== null },
    })
  })
}

/** Sends a short mail on the way that every other one takes; the page says what became of it. */
export async function sendTest(viewer: Viewer, { to }: { to: string }): Promise<void> {
  permitMail(viewer)
  if ((await readMailSettings()) === null) {
    throw new Problem('conflict', 'No mail server is set. Name one first, such as smtp.example.com.')
  }
  if ((await countLastMinute('test', viewer.id)) >= testsPerMinute) {
    throw new Problem('too-many', `${testsPerMinute} tests in one minute are enough. Wait a minute.`)
  }
  const notBefore = await databaseNow()
  await inTransaction(async (tx) => {
    await enqueue(asSql(tx), [
      {
        channel: 'mail',
        kind: 'test',
        reference: viewer.id,
        identity: `test:${newId()}`,
        recipient: to,
        notBefore,
      },
    ])
    await appendAudit(tx, {
      actor: viewer,
      action: 'mail.test',
      entity: 'mail',
      entityId: mailSettingKey,
      after: { to },
    })
  })
}

/** One spelling of a host, as the guard reads it. */
function hostOf(host: string): string {
  try {
    return canonicalHost(host)
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    throw new Problem('invalid', 'One field needs a look.', {
      host: 'This is not a host. Write a name such as smtp.example.com or an address such as 10.1.2.3.',
    })
  }
}

async function secretFor(
  config: MailSettings,
  password: string,
  before: StoredMailSettings | null,
): Promise<string | null> {
  const fault = (fields: Record<string, string>) => new Problem('invalid', 'One field needs a look.', fields)
  if (config.username === '') {
    if (password !== '') throw fault({ username: 'Write the user name that this password belongs to.' })
    return null
  }
  if (password !== '') return sealSecret(password, secretAad({ id: mailSettingKey, config }, 'setting'))
  if (!before?.secret) throw fault({ password: 'Write the password of this user.' })
  if (keepsPassword(before.config, config)) return before.secret
  throw fault({
    password:
      'Enter the password again: server, port, encryption, user or authority have changed, and the stored one belongs to those before.',
  })
}

function testOf(row: OutboxRow): TestMail {
  const states = {
    pending: 'waiting',
    sending: 'waiting',
    delivered: 'delivered',
    dead: 'failed',
    cancelled: 'failed',
  } as const
  const state = states[row.state]
  return {
    to: row.recipient,
    at: (row.endedAt ?? row.createdAt).toISOString(),
    state,
    text: (state === 'delivered' ? row.response : row.lastError) ?? '',
  }
}
