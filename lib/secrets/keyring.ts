import { randomBytes } from 'node:crypto'
import { inSqlTransaction, inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { kekFile } from '@/lib/env'
import { Problem } from '@/lib/problem'
import { decrypt, encrypt } from './cipher'
import { type Kek, readKeks } from './kek'
import {
  type DataKeyRow,
  insertFirstDataKey,
  listDataKeys,
  lockKeys,
  readKeyCheck,
  replaceActiveDataKey,
  rewrapDataKey,
  writeKeyCheck,
} from './store'

/** Opened data keys of this process. */
interface Keyring {
  activeId: string
  keys: Map<string, Buffer>
  /** performance.now() */
  openedAt: number
}

/** After this long a process looks whether another one rotated the key that it seals with. */
const lookAgainMs = 60_000

const checkConstant = 'wheeltapper key check 1'

let opened: Promise<Keyring> | undefined

/** Forgets opened keys: after a rotation, and between databases in tests. */
export function forgetKeys(): void {
  opened = undefined
}

/** The key that new values are sealed with. */
export async function activeKey(): Promise<{ id: string; key: Buffer }> {
  let ring = await keyring()
  if (performance.now() - ring.openedAt > lookAgainMs) {
    forgetKeys()
    ring = await keyring()
  }
  return { id: ring.activeId, key: ring.keys.get(ring.activeId) as Buffer }
}

/** A data key by id, or null when this installation has none of that name. Sees keys that other processes made. */
export async function findKey(id: string): Promise<Buffer | null> {
  const known = (await keyring()).keys.get(id)
  if (known) return known
  forgetKeys()
  return (await keyring()).keys.get(id) ?? null
}

/**
 * For the start of web and worker: is the key file the one that this database was encrypted with? On the
 * first start it makes the first data key; with two keys in the file it wraps data keys under the first.
 * Throws Problem `unavailable` with a sentence that names SECRETS_KEK_FILE.
 */
export async function checkKek(): Promise<void> {
  const keks = await readKeks(kekFile())
  await inSqlTransaction(async (tx) => {
    await lockKeys(tx)
    const check = await readKeyCheck(tx)
    if (!check) {
      await writeKeyCheck(tx, {
        kekId: keks[0].id,
        value: encrypt(keks[0].key, Buffer.from(checkConstant), 'key-check'),
      })
    } else if (!keks.some((kek) => opensCheck(kek, check.value))) {
      throw wrongKek()
    }
    if ((await listDataKeys(tx)).length === 0)
      await insertFirstDataKey(tx, wrap(keks[0], newId(), randomBytes(32)))
    await wrapUnderFirst(tx, keks)
  })
  forgetKeys()
  await keyring()
}

/**
 * Makes a new active data key; values sealed before stay readable until they are sealed anew. `note` writes it down
 * in the same transaction. Returns its id.
 */
export async function addDataKey(note: (tx: Transaction, id: string) => Promise<void>): Promise<string> {
  const [kek] = await readKeks(kekFile())
  const id = newId()
  await inTransaction(async (tx) => {
    await replaceActiveDataKey(tx, wrap(kek, id, randomBytes(32)))
    await note(tx, id)
  })
  forgetKeys()
  return id
}

/** Wraps every data key, and the check value, under the first key of the file. Values stay as they are. */
async function wrapUnderFirst(tx: Sql, keks: [Kek, ...Kek[]]): Promise<void> {
  const [current] = keks
  for (const row of await listDataKeys(tx)) {
    if (row.kekId === current.id) continue
    await rewrapDataKey(tx, wrap(current, row.id, unwrap(keks, row)))
  }
  const check = await readKeyCheck(tx)
  if (check && check.kekId !== current.id) {
    await writeKeyCheck(tx, {
      kekId: current.id,
      value: encrypt(current.key, Buffer.from(checkConstant), 'key-check'),
    })
  }
}

function keyring(): Promise<Keyring> {
  opened ??= openKeys().catch((error: unknown) => {
    // A missing file may come back: the next caller tries again.
    opened = undefined
    throw error
  })
  return opened
}

async function openKeys(): Promise<Keyring> {
  const keks = await readKeks(kekFile())
  const rows = await listDataKeys()
  const active = rows.find((row) => row.active)
  if (!active) {
    throw new Problem(
      'unavailable',
      'This installation has no data key yet. Start Wheeltapper once, it makes one.',
    )
  }
  return {
    activeId: active.id,
    keys: new Map(rows.map((row) => [row.id, unwrap(keks, row)])),
    openedAt: performance.now(),
  }
}

function wrap(kek: Kek, id: string, key: Buffer): Omit<DataKeyRow, 'active'> {
  return { id, kekId: kek.id, wrapped: encrypt(kek.key, key, `data_key|${id}|wrapped`) }
}

function unwrap(keks: readonly Kek[], row: DataKeyRow): Buffer {
  for (const kek of keks) {
    const key = decrypt(kek.key, row.wrapped, `data_key|${row.id}|wrapped`)
    if (key) return key
  }
  throw wrongKek()
}

function opensCheck(kek: Kek, value: string): boolean {
  return decrypt(kek.key, value, 'key-check')?.toString() === checkConstant
}

function wrongKek(): Problem {
  return new Problem(
    'unavailable',
    `SECRETS_KEK_FILE: the key in ${kekFile()} is not the one that this database was encrypted with. Put the original key file back; it is kept apart from the database and its backups.`,
  )
}
