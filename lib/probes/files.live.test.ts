import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BackupQuestion } from './backup-entry'
import { listBackups } from './files'
import type { ProbeContext } from './probe-context'

const now = new Date('2026-11-23T10:00:00Z')
const probe: ProbeContext = {
  signal: new AbortController().signal,
  timeoutMs: 10_000,
  egress: { allowPrivate: [], deniedEndpoints: [] },
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backups-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const list = (question: Partial<BackupQuestion> = {}) =>
  listBackups({ path: folder, pattern: '*', nameTimeZone: 'UTC', marker: '', ...question }, now, probe)

/** Writes a file whose last change was so many hours before `now`. */
async function plant(name: string, hoursAgo: number, bytes = 100): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, 'x'.repeat(bytes))
  const changed = new Date(now.getTime() - hoursAgo * 3_600_000)
  await utimes(path, changed, changed)
  return path
}

describe('listBackups', () => {
  it('takes the newest match of the pattern', async () => {
    await plant('a.dump', 48)
    await plant('b.dump', 2, 500)
    await plant('c.log', 1)
    const { complete, matches } = await list({ pattern: '*.dump' })
    expect(matches).toBe(2)
    expect(complete[0]).toEqual({
      name: 'b.dump',
      sizeBytes: 500,
      at: new Date('2026-11-23T08:00:00Z'),
      timeFrom: 'modified',
      type: 'file',
    })
  })

  it('believes the time in the name rather than a change time that copying reset', async () => {
    await plant('db-2026-11-20T02-00-00Z.dump', 1)
    const [newest] = (await list()).complete
    expect(newest).toMatchObject({ at: new Date('2026-11-20T02:00:00Z'), timeFrom: 'name' })
  })

  it('never lets a name make a backup fresher', async () => {
    await plant('db-2026-11-23T09-00-00Z.dump', 30)
    expect((await list()).complete[0]?.timeFrom).toBe('modified')
  })

  it('takes the change time within the day that a name tells, and its end when copied later', async () => {
    await plant('db-2026-11-23.dump', 8)
    expect((await list()).complete[0]).toMatchObject({
      at: new Date('2026-11-23T02:00:00Z'),
      timeFrom: 'modified',
    })
    await plant('db-2026-11-23.dump', 0.5)
    await plant('db-2026-11-20.dump', 0.25)
    const { complete } = await list()
    expect(complete[1]).toMatchObject({ at: new Date('2026-11-21T00:00:00Z'), timeFrom: 'name' })
  })

  it('adds up a folder that is one backup, and dates it by its newest file', async () => {
    await mkdir(join(folder, 'base/1'), { recursive: true })
    await plant('base/a', 5, 300)
    await plant('base/1/b', 3, 200)
    const long = new Date(now.getTime() - 9 * 3_600_000)
    await utimes(join(folder, 'base'), long, long)
    expect((await list()).complete).toEqual([
      {
        name: 'base',
        sizeBytes: 500,
        at: new Date('2026-11-23T07:00:00Z'),
        timeFrom: 'modified',
        type: 'folder',
      },
    ])
  })

  it('counts a file that grows between two looks as unfinished', async () => {
    await plant('old.dump', 24)
    const growing = join(folder, 'new.dump')
    await writeFile(growing, 'x')
    await utimes(growing, now, now)
    const answer = list()
    const grow = setInterval(() => void writeFile(growing, 'x', { flag: 'a' }), 50)
    const { complete, unfinished } = await answer.finally(() => clearInterval(grow))
    expect(unfinished).toEqual(['new.dump'])
    expect(complete.map(({ name }) => name)).toEqual(['old.dump'])
  })

  it('counts a file that has just been finished', async () => {
    await plant('new.dump', 0.001)
    expect((await list()).complete).toHaveLength(1)
  })

  it('leaves out names of files that are still being written', async () => {
    await plant('db.dump.part', 1)
    await plant('.db.dump.Ab3dE9', 1)
    const { complete, unfinished } = await list()
    expect(complete).toEqual([])
    expect(unfinished.sort()).toEqual(['.db.dump.Ab3dE9', 'db.dump.part'])
  })

  it('waits for the marker beside a file or inside a folder', async () => {
    await plant('a.dump', 30)
    await plant('a.dump.sha256', 30)
    await plant('b.dump', 2)
    const beside = await list({ marker: '{name}.sha256' })
    expect(beside.complete.map(({ name }) => name)).toEqual(['a.dump'])
    expect(beside.unfinished).toEqual(['b.dump'])
    await mkdir(join(folder, 'set'))
    expect((await list({ pattern: 'set', marker: 'manifest.json' })).unfinished).toEqual(['set'])
    await writeFile(join(folder, 'set/manifest.json'), '{}')
    expect((await list({ pattern: 'set', marker: 'manifest.json' })).complete).toHaveLength(1)
  })

  it('follows links to files, and names those that lead nowhere', async () => {
    await plant('db-2026-11-20T02-00-00Z.dump', 1)
    await symlink('db-2026-11-20T02-00-00Z.dump', join(folder, 'latest.dump'))
    await symlink('gone.dump', join(folder, 'broken.dump'))
    const { complete, broken } = await list({ pattern: '*t.dump' })
    expect(complete).toMatchObject([{ name: 'latest.dump', at: new Date('2026-11-20T02:00:00Z') }])
    expect((await list({ pattern: 'broken*' })).broken).toEqual(['broken.dump'])
    expect(broken).toEqual([])
  })

  it('takes a path that is the backup itself', async () => {
    const path = await plant('dump.sql', 4)
    expect((await list({ path })).complete).toMatchObject([{ name: 'dump.sql', sizeBytes: 100 }])
  })

  it('answers that nothing is there', async () => {
    expect(await list({ path: join(folder, 'nowhere') })).toMatchObject({ pathExists: false, complete: [] })
    expect(await list()).toMatchObject({ pathExists: true, matches: 0, complete: [] })
  })

  it('measures the newest ten of very many', async () => {
    await Promise.all(Array.from({ length: 300 }, (_none, index) => plant(`n${index}.dump`, index + 1)))
    const { complete, matches } = await list()
    expect(matches).toBe(300)
    expect(complete.map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_none, index) => `n${index}.dump`),
    )
  })

  it('ends with the signal', async () => {
    await plant('a.dump', 1)
    const ended = listBackups({ path: folder, pattern: '*', nameTimeZone: 'UTC', marker: '' }, now, {
      ...probe,
      signal: AbortSignal.abort(),
    })
    await expect(ended).rejects.toThrow(/abort/i)
  })

  it('says which permission is missing', async () => {
    await plant('a.dump', 1)
    const asNobody = process.getuid?.() === 0
    await chmod(folder, asNobody ? 0o700 : 0o000)
    if (asNobody) process.seteuid?.(65_534)
    try {
      await expect(list()).rejects.toMatchObject({ fault: 'privilege' })
      await expect(list()).rejects.toThrow('may not be read by the worker')
    } finally {
      if (asNobody) process.seteuid?.(0)
      await chmod(folder, 0o700)
    }
  })

  it('lists what it may not read as hidden', async () => {
    await mkdir(join(folder, 'secret'))
    await plant('secret/a.dump', 1)
    const asNobody = process.getuid?.() === 0
    await chmod(folder, 0o755)
    await chmod(join(folder, 'secret'), asNobody ? 0o700 : 0o000)
    if (asNobody) process.seteuid?.(65_534)
    try {
      expect((await list()).hidden).toEqual([{ name: 'secret', reason: 'could not be read (EACCES)' }])
    } finally {
      if (asNobody) process.seteuid?.(0)
      await chmod(join(folder, 'secret'), 0o700)
    }
  })
})
