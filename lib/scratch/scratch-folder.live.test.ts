import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectRoot } from '@/scripts/project-root'
import { itWherePossible } from '@/scripts/testing/where-possible'
import { openEmbeddedPlace } from './open-place'
import { endProcessesIn, identify, isStill } from './process-table'
import { makeScratchFolder, reapLeftovers } from './scratch-folder'
import type { ScratchServer, ScratchServerWish } from './scratch-server'

let root: string
const children: ChildProcess[] = []
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wheeltapper-reap-'))
  await chmod(root, 0o711)
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

const onLinux = process.platform === 'linux' ? null : 'no /proc to find processes in'

/** A worker that opened a throw-away server and is in the middle of a restore. */
async function startWorker(): Promise<{ child: ChildProcess; server: number }> {
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'scripts/run.mjs'), 'scripts/testing/scratch-worker.ts', root],
    {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  children.push(child)
  const server = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /serving (\d+)/.exec(chunk.toString())
      if (found) resolve(Number(found[1]))
    })
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)))
  })
  return { child, server }
}

describe('scratch folders', () => {
  it('are removed by their owner, and stay while it lives', async () => {
    const folder = await makeScratchFolder(root)
    await writeFile(join(folder.path, 'half'), 'x')
    expect(await reapLeftovers(root)).toEqual([])
    await folder.remove()
    expect(await readdir(root)).toEqual([])
  })

  it('of a worker that no longer lives are removed before the next work, its number taken or not', async () => {
    const dead = join(root, 'work-dead')
    const recycled = join(root, 'work-recycled')
    const foreign = join(root, 'not-ours')
    for (const path of [dead, recycled, foreign]) await mkdir(path)
    await writeFile(join(dead, 'owner.json'), JSON.stringify({ pid: 2 ** 22 - 3, startedAt: '1' }))
    // Somebody else has its number now: this very test.
    await writeFile(join(recycled, 'owner.json'), JSON.stringify({ pid: process.pid, startedAt: '1' }))
    const folder = await makeScratchFolder(root)
    expect((await readdir(root)).sort()).toEqual(['not-ours', folder.path.split('/').at(-1)])
    await folder.remove()
  })

  itWherePossible('of a killed worker go with the server that runs in them', onLinux, async () => {
    const { child, server } = await startWorker()
    const backend = await identify(server)
    expect(backend).not.toBeNull()
    expect(await reapLeftovers(root)).toEqual([])
    const gone = new Promise((resolve) => child.once('exit', resolve))
    process.kill(child.pid ?? 0, 'SIGKILL')
    await gone
    expect(await isStill(backend ?? { pid: 0, startedAt: '' })).toBe(true)
    expect(await reapLeftovers(root)).toHaveLength(1)
    expect(await isStill(backend ?? { pid: 0, startedAt: '' })).toBe(false)
    expect(await readdir(root)).toEqual([])
  })

  itWherePossible('take with them every program that works in them, and no other', onLinux, async () => {
    const folder = await makeScratchFolder(root)
    const inside = spawn('sleep', ['600'], { cwd: folder.path })
    const beside = spawn('sleep', ['600'], { cwd: root })
    children.push(inside, beside)
    expect(await endProcessesIn(folder.path)).toBe(1)
    expect(inside.exitCode ?? inside.signalCode).not.toBeNull()
    expect(beside.exitCode ?? beside.signalCode).toBeNull()
    await folder.remove()
  })
})

itWherePossible('a server that replays its log for long is ended when its drill is', onLinux, async () => {
  const stop = new AbortController()
  const start = async ({ folder }: ScratchServerWish): Promise<ScratchServer> => {
    await mkdir(folder)
    const child = spawn('sleep', ['600'], { cwd: folder, detached: true })
    children.push(child)
    stop.abort(new Error('cancelled'))
    await once(child, 'exit')
    throw new Error('the server ended')
  }
  const limits = { diskBytes: 1e9, memoryBytes: 1e9, timeMs: 60_000 }
  const wish = { signal: stop.signal, limits, estimatedBytes: 0, log: () => {}, root }
  await expect(openEmbeddedPlace(start, wish)).rejects.toThrow('cancelled')
  expect(await readdir(root)).toEqual([])
})

it('is not made where nothing can be written, and says where that is and what to do', async () => {
  const base = join(root, 'file')
  await writeFile(base, '')
  await expect(makeScratchFolder(base)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringMatching(/into the scratch folder .*file \(EEXIST\).*SCRATCH_DIRECTORY/),
  })
})

it('of another machine that shares the volume stays as long as a drill may take', async () => {
  const path = join(root, 'work-elsewhere')
  const note = join(path, 'owner.json')
  await mkdir(path)
  await writeFile(note, JSON.stringify({ pid: process.pid, startedAt: 'then', host: 'another' }))
  expect(await reapLeftovers(root)).toEqual([])
  const longAgo = new Date(Date.now() - 50 * 3_600_000)
  await utimes(note, longAgo, longAgo)
  expect(await reapLeftovers(root)).toEqual([path])
})
