import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { addDataKey, checkKek, forgetKeys } from './keyring'
import { openSecret, sealSecret } from './seal'
import { secretAad } from './secret-aad'
import { reencryptSecrets, rotateDataKey } from './service'

let database: TestDatabase
let folder: string
let file: string
const firstKey = randomBytes(32).toString('hex')

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-kek-'))
  file = join(folder, 'kek')
  process.env.SECRETS_KEK_FILE = file
  await useKeys(firstKey)
  await checkKek()
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})
beforeEach(() => useKeys(firstKey))

async function useKeys(...keys: string[]): Promise<void> {
  await writeFile(file, `${keys.join('\n')}\n`, { mode: 0o600 })
  forgetKeys()
}

const target = (config: object = { host: 'db.example.com', port: 5432 }) => ({ id: newId(), config })
const secret = 'correct horse battery staple'
const cannotOpen = /cannot be opened: it belongs to another address or another key file/

describe('sealed secrets', () => {
  it('open again, look different each time, and show nothing', async () => {
    const aad = secretAad(target())
    const [one, two] = [await sealSecret(secret, aad), await sealSecret(secret, aad)]
    expect(one).toMatch(/^v1\.[0-9a-f-]{36}\.[\w-]{16}\.[\w-]+$/)
    expect(one).not.toBe(two)
    expect(Buffer.from(one.split('.')[3] as string, 'base64url').toString('latin1')).not.toContain('horse')
    expect(await openSecret(one, aad)).toBe(secret)
    expect(await openSecret(await sealSecret('', aad), aad)).toBe('')
    expect(await openSecret(await sealSecret('pässwörd 🔑', aad), aad)).toBe('pässwörd 🔑')
  })

  it('open nowhere else: another row, another table, another host or port', async () => {
    const owner = target()
    const sealed = await sealSecret(secret, secretAad(owner))
    const elsewhere = [
      secretAad({ ...owner, id: newId() }),
      secretAad(owner, 'trial'),
      secretAad({ ...owner, config: { host: 'evil.example.com', port: 5432 } }),
      secretAad({ ...owner, config: { host: 'db.example.com', port: 5433 } }),
      secretAad({ ...owner, config: {} }),
      '',
    ]
    for (const aad of elsewhere) await expect(openSecret(sealed, aad)).rejects.toThrow(cannotOpen)
  })

  it('survive changes that leave the address alone', async () => {
    const owner = target({ host: 'DB.example.com', port: 5432, database: 'a', user: 'b', tls: 'require' })
    const sealed = await sealSecret(secret, secretAad(owner))
    const edited = {
      ...owner,
      config: { tls: 'require', host: 'db.example.com', port: 5432, database: 'c', user: 'd' },
    }
    expect(await openSecret(sealed, secretAad(edited))).toBe(secret)
  })

  it('do not open when any byte was changed, dropped or added', async () => {
    const aad = secretAad(target())
    const sealed = await sealSecret(secret, aad)
    const changed: string[] = []
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A'
      changed.push(sealed.slice(0, index) + other + sealed.slice(index + 1))
      changed.push(sealed.slice(0, index) + sealed.slice(index + 1))
    }
    changed.push(
      `${sealed}A`,
      `${sealed}.A`,
      `${sealed}=`,
      ` ${sealed}`,
      sealed.replace('v1', 'v2'),
      '',
      'v1',
      'v1...',
    )
    const opened = await Promise.allSettled(changed.map((text) => openSecret(text, aad)))
    expect(changed.filter((_text, index) => opened[index]?.status === 'fulfilled')).toEqual([])
  })
})

describe('keys', () => {
  it('keeps values of an old data key readable, and seals new ones with the new key', async () => {
    const aad = secretAad(target())
    const before = await sealSecret(secret, aad)
    const id = await addDataKey(async () => {})
    const after = await sealSecret(secret, aad)
    expect(after.split('.')[1]).toBe(id)
    expect(before.split('.')[1]).not.toBe(id)
    expect(await openSecret(before, aad)).toBe(secret)
    // The ciphertext of one key under the name of another opens nothing.
    expect(id).toBeTruthy()
    await expect(openSecret(before.replace(before.split('.')[1] as string, id), aad)).rejects.toThrow(
      cannotOpen,
    )
  })

  it('sees a key that another process made', async () => {
    const aad = secretAad(target())
    await sealSecret(secret, aad)
    await sql().query('update data_key set active = false where active')
    await sql().query(
      'update data_key set active = true where id = (select min(id::text)::uuid from data_key)',
    )
    forgetKeys()
    expect(await openSecret(await sealSecret(secret, aad), aad)).toBe(secret)
  })

  it('refuses to start with another key, without one, or with one that others can read', async () => {
    await expect(checkKek()).resolves.toBeUndefined()
    await useKeys(randomBytes(32).toString('base64'))
    await expect(checkKek()).rejects.toThrow(
      /SECRETS_KEK_FILE: the key in .* is not the one that this database was encrypted with/,
    )
    await expect(sealSecret(secret, 'x')).rejects.toThrow(/SECRETS_KEK_FILE/)
    await writeFile(file, 'too short\n')
    await expect(checkKek()).rejects.toThrow(/holds no key/)
    await rm(file)
    forgetKeys()
    await expect(checkKek()).rejects.toThrow(/cannot be read \(ENOENT\)/)
    await useKeys(firstKey)
    await chmod(file, 0o644)
    await expect(checkKek()).rejects.toThrow(/Run: chmod 600/)
    await chmod(file, 0o600)
    await expect(checkKek()).resolves.toBeUndefined()
  })

  it('changes the key file in two steps: both readable, wrapped anew, the old one taken out', async () => {
    const aad = secretAad(target())
    const sealed = await sealSecret(secret, aad)
    const nextKey = randomBytes(32).toString('base64')
    await useKeys(nextKey, firstKey)
    expect(await openSecret(sealed, aad)).toBe(secret)
    await checkKek()
    await useKeys(nextKey)
    await checkKek()
    expect(await openSecret(sealed, aad)).toBe(secret)
    await useKeys(firstKey)
    await expect(checkKek()).rejects.toThrow(/is not the one/)
    await useKeys(firstKey, nextKey)
    await checkKek()
  })
})

describe('rotation while the product runs', () => {
  it('is one transaction with its audit row', async () => {
    const sealed = await sealSecret(secret, 'x')
    await audited('data-key.rotate', () => rotateDataKey({ label: 'command line' }))
    expect((await sealSecret(secret, 'x')).split('.')[1]).not.toBe(sealed.split('.')[1])
    expect(await openSecret(sealed, 'x')).toBe(secret)
  })

  it('seals everything anew without an error for readers and writers', async () => {
    const systemId = newId()
    await sql().query(
      `insert into system (id, name, kind, environment, criticality, created_at) values ($1, 'Shop', 'database', 'production', 'high', app_now())`,
      [systemId],
    )
    const owners = Array.from({ length: 120 }, (_, index) =>
      target({ host: `db${index}.example.com`, port: 5432 }),
    )
    for (const { id, config } of owners) {
      await sql().query(
        `insert into target (id, system_id, kind, address, config, secret, created_at) values ($1, $2, 'postgres', 'db', $3, $4, app_now())`,
        [id, systemId, config, await sealSecret(`${secret} ${id}`, secretAad({ id, config }))],
      )
    }
    const read = async (id: string) => {
      const { rows } = await sql().query<{ secret: string; config: object }>(
        'select secret, config from target where id = $1',
        [id],
      )
      const [row] = rows
      return row ? openSecret(row.secret, secretAad({ id, config: row.config })) : 'gone'
    }

    let running = true
    let reads = 0
    const load = Array.from({ length: 4 }, async (_, worker) => {
      for (let turn = worker; running; turn += 4) {
        const { id, config } = owners[turn % owners.length] as (typeof owners)[number]
        expect(await read(id)).toBe(`${secret} ${id}`)
        reads += 1
        if (turn % 3 === 0) {
          await sql().query('update target set secret = $2 where id = $1', [
            id,
            await sealSecret(`${secret} ${id}`, secretAad({ id, config })),
          ])
        }
      }
    })
    for (let round = 0; round < 3; round += 1) {
      const { unreadable } = await rotateDataKey({ label: 'command line' })
      expect(unreadable).toBe(0)
    }
    running = false
    await Promise.all(load)
    expect(reads).toBeGreaterThan(20)

    // Writers that held the previous key for a moment are caught by the next pass.
    await reencryptSecrets()
    const { rows } = await sql().query<{ left: number }>(
      `select count(*) as left from target where split_part(secret, '.', 2) <> (select id::text from data_key where active)`,
    )
    expect(rows[0]?.left).toBe(0)
    for (const { id } of owners) expect(await read(id)).toBe(`${secret} ${id}`)
    const audit = await sql().query(`select 1 from audit_entry where action = 'data-key.rotate'`)
    expect(audit.rowCount).toBe(4)
  })

  it('counts what no key opens and leaves it as it is', async () => {
    await sql().query(`update target set secret = 'v1.' || gen_random_uuid() || '.AAAAAAAAAAAAAAAA.AAAA' where address = 'db'
      and id = (select min(id::text)::uuid from target)`)
    expect(await reencryptSecrets()).toEqual({ resealed: 0, unreadable: 1 })
  })
})
