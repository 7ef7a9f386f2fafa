import { setTimeout as pause } from 'node:timers/promises'
import { appendAudit } from '@/lib/audit/store'
import { databaseNow, inSqlTransaction, inTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { browserName } from './browser-name'
import { decideTry, inWords, throttleKeys } from './login-throttle'
import { isPassword } from './passwords'
import type { SessionClaims } from './session-claims'
import { hasSignedInFrom, insertSession } from './session-store'
import { dropUncounted, forgetOldCounters, forgiveTry, lockCounters, saveCounters } from './throttle-store'
import { type Account, findAccount } from './user-store'

/** Where a try comes from. */
export interface Client {
  ip: string | null
  userAgent: string
}

/** One sentence for every way to be wrong: it does not tell which accounts exist. */
const wrong = 'E-mail address or password is not right. After five tries there is a pause that grows.'

// What strangers wait while more than 100 people a minute try.
const slowedMs = 2_000

/**
 * Opens a session for whoever knows the password. Throws a Problem: `too-many` with the wait, `unauthenticated`
 * with one sentence for unknown, wrong and disabled alike, which also take the same time.
 */
export async function signIn(
  credentials: { email: string; password: string },
  client: Client,
): Promise<SessionClaims> {
  const account = await findAccount({ email: credentials.email })
  await proveWithin(account, credentials, client, async () => {
    await inTransaction((tx) =>
      appendAudit(tx, {
        actor: { label: 'sign-in', ip: client.ip },
        action: 'session.refuse',
        entity: 'user',
        entityId: account?.id ?? 'unknown',
      }),
    )
    throw new Problem('unauthenticated', wrong)
  })
  // A password that was right belongs to an account that is there.
  if (!account) throw new Problem('unauthenticated', wrong)
  return openSession(account, client)
}

/**
 * The throttle around one look at a password: counts the try, looks, and forgets the count if it was right;
 * calls `refuse` if it was not. Everything that checks a password goes through here.
 */
export async function proveWithin(
  account: Account | null,
  { email, password }: { email: string; password: string },
  client: Client,
  refuse: () => Promise<never>,
): Promise<void> {
  const keys = throttleKeys(email, client.ip)
  // An unknown account asks the same question of nobody, so that it takes as long.
  const known = await hasSignedInFrom(account?.id ?? nobody, client.ip ?? '')
  const { waitSeconds, slow } = await inSqlTransaction(async (sql) => {
    const decision = decideTry(
      keys,
      await lockCounters(sql, Object.values(keys)),
      await databaseNow(sql),
      known,
    )
    if (decision.waitSeconds > 0) await dropUncounted(sql, Object.values(keys))
    else await saveCounters(sql, decision.counters)
    return decision
  })
  if (waitSeconds > 0) {
    throw new Problem('too-many', `Too many tries. Wait ${inWords(waitSeconds)}, then try again.`)
  }
  if (slow) await pause(slowedMs)
  const usable = account && account.disabledAt === null ? account.passwordHash : null
  if (!(await isPassword(usable, password))) await refuse()
  await inSqlTransaction(async (sql) => {
    await forgiveTry(sql, keys, known)
    await forgetOldCounters(sql)
  })
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** Opens a session for an account whose owner has just proved to be the owner. */
export async function openSession(
  account: Pick<Account, 'id' | 'email'>,
  client: Client,
): Promise<SessionClaims> {
  const id = newId()
  return inTransaction(async (tx) => {
    const claims = await insertSession(tx, {
      id,
      userId: account.id,
      ip: client.ip ?? '',
      userAgent: client.userAgent,
    })
    await appendAudit(tx, {
      actor: { id: account.id, email: account.email, ip: client.ip },
      action: 'session.sign-in',
      entity: 'session',
      entityId: id,
      after: { browser: browserName(client.userAgent) },
    })
    return claims
  })
}
