import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itWherePossible } from '@/scripts/testing/where-possible'
import { walkFiles } from './walk-files'
import { writtenName } from './written-name'

let folder: string
let outside: string
const never = new AbortController().signal
beforeAll(async () => {
  const base = await mkdtemp(join(tmpdir(), 'wheeltapper-walk-'))
  folder = join(base, 'root')
  outside = join(base, 'outside')
  await mkdir(join(folder, 'a'), { recursive: true })
  await mkdir(outside)
  await writeFile(join(outside, 'secret'), 'secret')
})
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

const walk = async (root = folder, isRead = () => true, signal = never) => {
  const found = []
  for await (const file of walkFiles(root, { signal, isRead })) found.push(file)
  return found
}

describe('files of a folder', () => {
  it('come in the order of their paths, whatever folders are called', async () => {
    const root = join(folder, 'sorted')
    const paths = ['a', 'a b/x', 'a-b/x', 'a.txt', 'aa', 'b/a/z', 'b/a.z', 'ä', 'B', 'b/ü/1', '0']
    for (const path of paths) {
      await mkdir(join(root, path, '..'), { recursive: true })
      if (path !== 'a') await writeFile(join(root, path), path)
    }
    await writeFile(join(root, 'a'), '')
    const found = (await walk(root)).map(({ path }) => path)
    expect(found).toEqual([...paths].sort((a, b) => (a < b ? -1 : 1)))
  })

  it('tell size, content and last change, of those that are read', async () => {
    const root = join(folder, 'content')
    await mkdir(root)
    await writeFile(join(root, 'hello'), 'hello\n')
    await utimes(join(root, 'hello'), 1_700_000_000, 1_700_000_000)
    expect(await walk(root)).toEqual([
      {
        path: 'hello',
        kind: 'file',
        bytes: 6,
        sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
        modified: 1_700_000_000,
      },
    ])
    const sizes = [0, 1, 131_071, 131_072, 131_073, 400_000]
    for (const size of sizes) await writeFile(join(root, `of-${size}`), Buffer.alloc(size, 7))
    const read = new Map((await walk(root)).map(({ path, sha256 }) => [path, sha256]))
    for (const size of sizes) expect(read.get(`of-${size}`)).toBe(hash('sha256', Buffer.alloc(size, 7)))
    for (const size of sizes) await rm(join(root, `of-${size}`))
    expect(await walk(root, () => false)).toMatchObject([{ bytes: 6, sha256: null }])
  })

  it('never lead out of the folder, and never wait for a pipe', async () => {
    const root = join(folder, 'links')
    await mkdir(root)
    await symlink(join(outside, 'secret'), join(root, 'to-file'))
    await symlink(outside, join(root, 'to-folder'))
    await symlink('..', join(root, 'up'))
    await symlink('nowhere', join(root, 'broken'))
    spawnSync('mkfifo', [join(root, 'pipe')])
    expect((await walk(root)).map(({ path, kind, bytes }) => [path, kind, bytes])).toEqual([
      ['broken', 'link', 0],
      ['pipe', 'other', 0],
      ['to-file', 'link', 0],
      ['to-folder', 'link', 0],
      ['up', 'link', 0],
    ])
  })

  it('may have names that are no text, or hold line feeds', async () => {
    const root = join(folder, 'names')
    await mkdir(root)
    const names = [
      Buffer.from('\ufeffmark'),
      Buffer.from('line\nfeed'),
      Buffer.from('back\\slash'),
      Buffer.from([0x66, 0xff, 0x66]),
    ]
    for (const name of names) await writeFile(Buffer.concat([Buffer.from(`${root}/`), name]), 'x')
    expect((await walk(root)).map(({ path, bytes }) => [path, bytes])).toEqual([
      ['back\\\\slash', 1],
      ['f\\xfff', 1],
      ['line\\x0afeed', 1],
      ['\ufeffmark', 1],
    ])
    expect(writtenName(Buffer.from('f\\xfff'))).toBe('f\\\\xfff')
  })

  it('are more than are looked at together', async () => {
    const root = join(folder, 'many')
    await mkdir(join(root, 'inner'), { recursive: true })
    for (let index = 0; index < 300; index += 1) await writeFile(join(root, `f${index}`), `${index}`)
    await writeFile(join(root, 'inner', 'x'), '')
    const found = await walk(root)
    expect(found).toHaveLength(301)
    expect(found.map(({ path }) => path)).toEqual([...found.map(({ path }) => path)].sort())
  })

  it('are looked at only as far as somebody wants them', async () => {
    const root = join(folder, 'lazy')
    await mkdir(root)
    for (let index = 0; index < 300; index += 1) await writeFile(join(root, `f${index}`), `${index}`)
    let looked = 0
    const isRead = () => {
      looked += 1
      return false
    }
    for await (const file of walkFiles(root, { signal: never, isRead })) {
      expect(file.path).toBe('f0')
      break
    }
    expect(looked).toBeGreaterThan(0)
    expect(looked).toBeLessThan(100)
  })

  it('are given up at once when nobody wants them any more', async () => {
    const stop = new AbortController()
    stop.abort(new Error('cancelled'))
    await expect(walk(folder, () => true, stop.signal)).rejects.toThrow('cancelled')
  })

  it.each([
    ['that is missing', () => join(folder, 'nowhere'), /does not exist/],
    ['that is a file', () => join(outside, 'secret'), /is no folder/],
  ])('need a root: not one %s', async (_what, root, sentence) => {
    await expect(walk(root())).rejects.toThrow(sentence)
  })

  itWherePossible(
    'say which folders may not be read',
    process.getuid?.() === 0 ? null : 'needs root to become somebody without rights',
    async () => {
      const root = join(folder, 'closed')
      await mkdir(join(root, 'private'), { recursive: true })
      await writeFile(join(root, 'private', 'x'), '')
      await writeFile(join(root, 'own'), 'x')
      await chmod(join(folder, '..'), 0o755)
      await chmod(join(root, 'private'), 0o700)
      await chmod(join(root, 'own'), 0o600)
      process.seteuid?.(65_534)
      try {
        expect((await walk(root)).map(({ path, kind }) => [path, kind])).toEqual([
          ['own', 'unreadable'],
          ['private/', 'unreadable'],
        ])
        await expect(walk(join(root, 'private'))).rejects.toThrow(/may not be read by the worker/)
      } finally {
        process.seteuid?.(0)
      }
    },
  )
})
