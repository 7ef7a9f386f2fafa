import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backupDatabase } from '@/lib/backups/backup-database'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { sha256 } from './describe-draft'
import { collectEvidence } from './form'
import {
  addAllEvidence,
  addEvidence,
  getEvidence,
  getEvidenceFile,
  listEvidence,
  supersedeEvidence,
} from './service'

const start = new Date('2026-11-23T10:00:00Z')
const png = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const log = (text: string) => ({
  kind: 'file' as const,
  fileName: 'restore.log',
  bytes: new TextEncoder().encode(text),
})
const rowsOf = async (text: string, values: unknown[] = []) => (await sql().query(text, values)).rows

let database: TestDatabase
let cast: Cast
let systemId: string
let checkId: string
let directory: string

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(start)
  cast = await createCast()
  const added = await addTestSystem(
    { kind: 'tcp', address: 'queue.example:5672', config: { host: 'queue.example', port: 5672 } },
    [{ kind: 'tcp.open' }],
  )
  systemId = added.systemId
  checkId = added.checkIds[0] as string
  await sql().query('update system set team_id = $2 where id = $1', [systemId, cast.team])
  directory = await mkdtemp(join(tmpdir(), 'evidence-'))
})
afterAll(async () => {
  delete process.env.EVIDENCE_DIRECTORY
  delete process.env.EVIDENCE_MAX_MEGABYTES
  await rm(directory, { recursive: true, force: true })
  await database.drop()
})
beforeEach(async () => {
  delete process.env.EVIDENCE_DIRECTORY
  delete process.env.EVIDENCE_MAX_MEGABYTES
  await emptyTables('evidence', 'evidence_file')
})

describe('adding evidence', () => {
  it('is audited, with the hash of what was stored', async () => {
    const { result, row } = await audited('evidence.add', () =>
      addEvidence(cast.people.maintainer, { systemId, ...log('8412003 rows\n') }),
    )
    expect(result.sha256).toBe(sha256('8412003 rows\n'))
    expect(row).toMatchObject({
      entity_id: result.id,
      after: { kind: 'file', sha256: result.sha256, systemId },
    })
  })

  it('keeps the same content once, however often and under whatever name it is attached', async () => {
    await addEvidence(cast.people.maintainer, { systemId, ...log('same\n') })
    await addEvidence(cast.people.manager, { systemId, ...log('same\n'), fileName: 'other.txt' })
    expect(await rowsOf('select byte_size from evidence_file')).toEqual([{ byte_size: 5 }])
    expect(await rowsOf('select file_name from evidence order by captured_at, id')).toEqual([
      { file_name: 'restore.log' },
      { file_name: 'other.txt' },
    ])
  })

  it('takes a link, a note, an output, and a run with what it said', async () => {
    const at = new Date('2026-11-23T09:59:00Z')
    await sql().query(
      `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, value, unit, evidence, trigger)
       values ($1, $2, 'short', $2, 12, 'ok', 'Port answers in 12 ms.', 12, 'ms', '{"facts": [["port", "5672"]]}', 'schedule')`,
      [checkId, at],
    )
    const made = await addAllEvidence(cast.people.maintainer, systemId, [
      { kind: 'url', url: 'https://wiki.example.com/restore' },
      { kind: 'note', text: 'Opened three invoices from the copy.\nAll readable.' },
      { kind: 'output', text: 'count\n-----\n8412003\n', title: 'Row count' },
      { kind: 'run', checkId, scheduledFor: at },
    ])
    const viewed = await listEvidence(
      cast.people.viewer,
      made.map(({ id }) => id),
    )
    expect(viewed.map(({ kind, title }) => [kind, title])).toEqual(
      expect.arrayContaining([
        ['url', 'wiki.example.com/restore'],
        ['note', 'Opened three invoices from the copy.'],
        ['output', 'Row count'],
        ['run', expect.stringContaining('Port answers in 12 ms.')],
      ]),
    )
    const run = await getEvidence(cast.people.viewer, made[3]?.id ?? '')
    expect(JSON.parse(run.text ?? '')).toMatchObject({
      verdict: 'ok',
      value: 12,
      evidence: { facts: [['port', '5672']] },
    })
    expect(run.sha256).toBe(sha256(run.text ?? ''))
  })

  it('stores all pieces or none', async () => {
    await expect(
      addAllEvidence(cast.people.maintainer, systemId, [
        log('fine\n'),
        { kind: 'run', checkId, scheduledFor: new Date('2026-01-01T00:00:00Z') },
      ]),
    ).rejects.toMatchObject({ kind: 'invalid' })
    expect(await rowsOf('select 1 from evidence')).toEqual([])
    expect(await rowsOf('select 1 from evidence_file')).toEqual([])
  })

  it.each([
    [
      'a file that lies',
      { kind: 'file' as const, fileName: 'report.pdf', bytes: png },
      /a PDF document.*a PNG image/,
    ],
    ['a link that runs', { kind: 'url' as const, url: 'javascript:alert(1)' }, /One field/],
    ['a link with a password', { kind: 'url' as const, url: 'https://me:pw@example.com/' }, /One field/],
    ['a note of nothing', { kind: 'note' as const, text: '   ' }, /One field/],
  ])('refuses %s', async (_, draft, sentence) => {
    await expect(addEvidence(cast.people.maintainer, { systemId, ...draft })).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringMatching(sentence),
    })
  })

  it('refuses a file above the limit with both sizes', async () => {
    process.env.EVIDENCE_MAX_MEGABYTES = '1'
    await expect(
      addEvidence(cast.people.maintainer, { systemId, ...log('x'.repeat(1_048_577)) }),
    ).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('at most 1 MB') })
    await addEvidence(cast.people.maintainer, { systemId, ...log('x'.repeat(1_048_576)) })
  })

  it('is for those who work on the system', async () => {
    for (const who of ['viewer', 'outsider'] as const) {
      await expect(addEvidence(cast.people[who], { systemId, ...log('x\n') })).rejects.toMatchObject({
        kind: 'forbidden',
      })
    }
    await expect(addEvidence(cast.people.admin, { systemId: newId(), ...log('x\n') })).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('reading evidence', () => {
  it('gives the file back as it was, to everybody who signed in', async () => {
    const { id } = await addEvidence(cast.people.maintainer, {
      systemId,
      kind: 'file',
      fileName: '../shot.png',
      declaredType: 'image/png',
      bytes: png,
    })
    const file = await getEvidenceFile(cast.people.viewer, id)
    expect(file).toMatchObject({ fileName: 'shot.png', mediaType: 'image/png' })
    expect(Buffer.from(file.content).equals(Buffer.from(png))).toBe(true)
  })

  it.each(['not-an-id', newId()])('finds nothing under %s', async (id) => {
    await expect(getEvidence(cast.people.viewer, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(getEvidenceFile(cast.people.viewer, id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('finds no file where there is a note', async () => {
    const { id } = await addEvidence(cast.people.maintainer, { systemId, kind: 'note', text: 'seen' })
    await expect(getEvidenceFile(cast.people.viewer, id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('refuses a file that was changed in the database', async () => {
    const { id } = await addEvidence(cast.people.maintainer, { systemId, ...log('8412003 rows\n') })
    await sql().query(`update evidence_file set content = '8412004 rows\n'::bytea`)
    await expect(getEvidenceFile(cast.people.viewer, id)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('was changed'),
    })
  })

  it('never changes and never goes', async () => {
    const { id } = await addEvidence(cast.people.maintainer, { systemId, kind: 'note', text: 'seen' })
    await expect(sql().query(`update evidence set text = 'unseen' where id = $1`, [id])).rejects.toThrow()
    await expect(sql().query('delete from evidence where id = $1', [id])).rejects.toThrow()
  })
})

describe('evidence in a directory', () => {
  const stored = async () =>
    (await readdir(directory, { recursive: true, withFileTypes: true })).filter((each) => each.isFile())

  it('lies there by its hash, for this account alone, and not in the database', async () => {
    process.env.EVIDENCE_DIRECTORY = directory
    const { id, sha256: hash } = await addEvidence(cast.people.maintainer, {
      systemId,
      ...log('in a folder\n'),
    })
    const file = join(directory, hash.slice(0, 2), hash)
    expect(await readFile(file, 'utf8')).toBe('in a folder\n')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await rowsOf('select content from evidence_file')).toEqual([{ content: null }])
    expect(Buffer.from((await getEvidenceFile(cast.people.viewer, id)).content).toString()).toBe(
      'in a folder\n',
    )
    expect((await stored()).map(({ name }) => name).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('is refused when it was changed, is missing, or lies where this process does not look', async () => {
    process.env.EVIDENCE_DIRECTORY = directory
    const { id, sha256: hash } = await addEvidence(cast.people.maintainer, {
      systemId,
      ...log('to be changed\n'),
    })
    const file = join(directory, hash.slice(0, 2), hash)
    await writeFile(file, 'changed\n')
    await expect(getEvidenceFile(cast.people.viewer, id)).rejects.toMatchObject({
      message: expect.stringContaining('was changed'),
    })
    // Attaching the original again mends it.
    await addEvidence(cast.people.maintainer, { systemId, ...log('to be changed\n') })
    expect(await readFile(file, 'utf8')).toBe('to be changed\n')
    await rm(file)
    await expect(getEvidenceFile(cast.people.viewer, id)).rejects.toMatchObject({
      message: expect.stringContaining(hash),
    })
    delete process.env.EVIDENCE_DIRECTORY
    await expect(getEvidenceFile(cast.people.viewer, id)).rejects.toMatchObject({
      message: expect.stringContaining('EVIDENCE_DIRECTORY'),
    })
  })

  it('is not written for those who may not add it', async () => {
    process.env.EVIDENCE_DIRECTORY = directory
    const { id } = await addEvidence(cast.people.maintainer, { systemId, kind: 'note', text: 'older' })
    const before = (await stored()).length
    for (const who of ['viewer', 'outsider'] as const) {
      const fill = log(`filled by a ${who}\n`)
      await expect(addEvidence(cast.people[who], { systemId, ...fill })).rejects.toMatchObject({
        kind: 'forbidden',
      })
      await expect(supersedeEvidence(cast.people[who], id, fill)).rejects.toMatchObject({ kind: 'forbidden' })
    }
    await expect(
      addEvidence(cast.people.admin, { systemId: newId(), ...log('for nobody\n') }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    expect(await stored()).toHaveLength(before)
  })

  it('comes back into the database when the directory is given up and it is attached again', async () => {
    process.env.EVIDENCE_DIRECTORY = directory
    const { id } = await addEvidence(cast.people.maintainer, { systemId, ...log('moves back\n') })
    delete process.env.EVIDENCE_DIRECTORY
    await addEvidence(cast.people.maintainer, { systemId, ...log('moves back\n') })
    expect(Buffer.from((await getEvidenceFile(cast.people.viewer, id)).content).toString()).toBe(
      'moves back\n',
    )
  })

  it('is read from the database when it was stored there before the directory was set', async () => {
    const { id } = await addEvidence(cast.people.maintainer, { systemId, ...log('older\n') })
    process.env.EVIDENCE_DIRECTORY = directory
    expect(Buffer.from((await getEvidenceFile(cast.people.viewer, id)).content).toString()).toBe('older\n')
  })
})

describe('superseding', () => {
  it('is audited; the older piece points at the newer', async () => {
    const older = await addEvidence(cast.people.maintainer, { systemId, kind: 'note', text: 'first look' })
    const { result, row } = await audited('evidence.supersede', () =>
      supersedeEvidence(cast.people.maintainer, older.id, { kind: 'note', text: 'second look' }),
    )
    expect(row.after).toMatchObject({ supersedes: older.id })
    expect(await getEvidence(cast.people.viewer, older.id)).toMatchObject({ supersededById: result.id })
    expect(await getEvidence(cast.people.viewer, result.id)).toMatchObject({
      supersededById: null,
      supersedes: [{ id: older.id, title: 'first look' }],
    })
    await expect(
      supersedeEvidence(cast.people.maintainer, older.id, { kind: 'note', text: 'third' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('happens once when two do it at the same time', async () => {
    const older = await addEvidence(cast.people.maintainer, { systemId, kind: 'note', text: 'first' })
    const done = await Promise.allSettled(
      ['a', 'b'].map((text) => supersedeEvidence(cast.people.maintainer, older.id, { kind: 'note', text })),
    )
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await rowsOf('select 1 from evidence')).toHaveLength(2)
  })
})

describe('a form', () => {
  const input = {
    evidenceFiles: [],
    evidenceUrl: null,
    evidenceNote: 'seen',
    evidenceUntil: null,
    evidenceRuns: [],
    evidenceIds: [],
  }

  it('brings files, a link and a note, in this order, each until the end of its last day', async () => {
    const pieces = await collectEvidence(
      {
        ...input,
        evidenceFiles: [new File(['rows\n'], 'a.log', { type: 'text/plain' })],
        evidenceUrl: 'https://example.com/x',
        evidenceUntil: '2027-05-31',
      },
      'Europe/Berlin',
    )
    expect(pieces.map(({ kind }) => kind)).toEqual(['file', 'url', 'note'])
    expect(pieces.map(({ validUntil }) => validUntil)).toEqual(
      Array(3).fill(new Date('2027-05-31T21:59:59Z')),
    )
  })

  it('brings the newest run of a check that it names, and none of another system', async () => {
    await emptyTables('run')
    await sql().query(
      `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, trigger)
       select $1, t, 'short', t, 12, 'ok', 'Run of ' || t::time, 'schedule'
         from unnest($2::timestamptz[]) t`,
      [checkId, ['2026-11-23T08:00:00Z', '2026-11-23T09:30:00Z', '2026-11-23T09:00:00Z']],
    )
    const pieces = await collectEvidence({ ...input, evidenceNote: '', evidenceRuns: [checkId] }, 'UTC')
    const [made] = await addAllEvidence(cast.people.maintainer, systemId, pieces)
    expect(await getEvidence(cast.people.viewer, made?.id ?? '')).toMatchObject({
      kind: 'run',
      checkId,
      scheduledFor: '2026-11-23T09:30:00.000Z',
      title: expect.stringContaining('Run of 09:30:00'),
    })
    const other = await addTestSystem({ kind: 'tcp', address: 'a:1', config: { host: 'a', port: 1 } }, [])
    await expect(addAllEvidence(cast.people.admin, other.systemId, pieces)).rejects.toMatchObject({
      kind: 'invalid',
    })
  })

  it.each(['2027-02-30', '2027-13-01'])('refuses the day %s', async (evidenceUntil) => {
    await expect(collectEvidence({ ...input, evidenceUntil }, 'UTC')).rejects.toMatchObject({
      fields: { evidenceUntil: expect.stringContaining('2027-05-31') },
    })
  })

  it('refuses evidence that is over already', async () => {
    const [piece] = await collectEvidence({ ...input, evidenceUntil: '2026-11-22' }, 'UTC')
    await expect(
      addAllEvidence(cast.people.maintainer, systemId, piece ? [piece] : []),
    ).rejects.toMatchObject({ kind: 'invalid', fields: { evidenceUntil: expect.any(String) } })
  })
})

it('the backup of the product holds the files that lie in its database', async () => {
  await addEvidence(cast.people.maintainer, { systemId, ...log('part of every backup\n') })
  const backup = await backupDatabase(database.url, directory, start)
  const { ArchiveReader } = await import('@/lib/backups/archive-reader')
  const archive = await ArchiveReader.open(backup.file)
  const table = archive.manifest.tables.find(({ name }) => name === 'evidence_file')
  await archive.close()
  expect(table).toMatchObject({ rows: 1, columns: expect.arrayContaining(['content']) })
})
