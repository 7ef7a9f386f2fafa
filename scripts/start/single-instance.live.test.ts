import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { endLeftovers, recordProcesses } from './leftovers'
import { identify, isRunning } from './process-identity'
import { claimFolder, runningInstance } from './single-instance'

const url = 'http://localhost:3000'
let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'wheeltapper-lock-'))
})
afterEach(() => rm(data, { recursive: true }))

it('one product per folder: the second is told who has it', async () => {
  const release = await claimFolder(data, url)
  await expect(claimFolder(data, url)).rejects.toThrow(
    `already running in this folder, at ${url} (process ${process.pid})`,
  )
  expect((await runningInstance(data))?.url).toBe(url)
  await release()
  expect(await runningInstance(data)).toBe(null)
  await (await claimFolder(data, url))()
  expect(await readdir(data)).toEqual([])
})

it('a lock that a killed process left is taken over, also when its id is somebody else’s now', async () => {
  await writeFile(join(data, 'running'), JSON.stringify({ pid: process.pid, started: 'long ago', url }))
  await (await claimFolder(data, url))()
  await writeFile(join(data, 'running'), 'half a fi')
  await (await claimFolder(data, url))()
})

it('processes that outlived their launcher are ended, strangers are left alone', async () => {
  const stubborn = spawn(process.execPath, [
    '-e',
    `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); process.stdout.write('up')`,
  ])
  await new Promise((resolve) => stubborn.stdout.once('data', resolve))
  const stranger = spawn('sleep', ['60'])
  const gone = new Promise((resolve) => stubborn.once('exit', (_, signal) => resolve(signal)))
  recordProcesses(data)('worker', stubborn.pid ?? 0)
  await expect.poll(() => readdir(data)).toContain('processes')
  await endLeftovers(data)
  expect(await gone).toBe('SIGKILL')
  await writeFile(join(data, 'processes'), JSON.stringify([{ pid: stranger.pid, started: 'long ago' }]))
  await endLeftovers(data)
  expect(isRunning(identify(stranger.pid ?? 0) ?? { pid: 0, started: '' })).toBe(true)
  stranger.kill()
})
