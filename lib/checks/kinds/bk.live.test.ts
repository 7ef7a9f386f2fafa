import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CouldNotLook } from '../could-not-look'
import type { AnyCheckDefinition, CheckIo } from '../define-check'
import { evaluateCheck } from '../evaluate'
import { bkAge } from './bk-age'
import { bkSize } from './bk-size'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backups-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function run(definition: unknown, path = folder, config: object = {}) {
  const io: CheckIo = {
    target: { kind: 'backup', address: path, config: { path, pattern: '*.dump' }, secret: null },
    probe: {
      signal: new AbortController().signal,
      timeoutMs: 10_000,
      egress: { allowPrivate: [], deniedEndpoints: [] },
    },
    now: new Date(),
    postgres: () => Promise.reject(new CouldNotLook('no database here')),
    history: async () => [],
    engineFacts: () => Promise.reject(new CouldNotLook('no engine here')),
  }
  return evaluateCheck(definition as AnyCheckDefinition, config, io)
}

async function plant(name: string, hoursAgo: number, bytes: number): Promise<void> {
  const changed = new Date(Date.now() - hoursAgo * 3_600_000)
  await writeFile(join(folder, name), Buffer.alloc(bytes, 1))
  await utimes(join(folder, name), changed, changed)
}

describe('a folder of backups', () => {
  it('fails while the newest is stale, and is ok once a new one is complete', async () => {
    await plant('monday.dump', 72, 5_000)
    expect(await run(bkAge)).toMatchObject({ verdict: 'fail', unit: 'h' })
    // The job runs again, but has not ended yet.
    await plant('thursday.dump.part', 0, 100)
    expect(await run(bkAge)).toMatchObject({ verdict: 'fail' })
    await plant('thursday.dump', 0.1, 5_000)
    const judged = await run(bkAge)
    expect(judged.verdict).toBe('ok')
    expect(judged.reason).toContain('thursday.dump')
  })

  it('fails for an empty backup, and is ok once it has its usual size', async () => {
    for (const day of [1, 2, 3, 4]) await plant(`day${day}.dump`, day * 24, 5_000 + day)
    await plant('tonight.dump', 1, 0)
    expect(await run(bkSize)).toMatchObject({ verdict: 'fail', value: 0 })
    await plant('tonight.dump', 1, 5_000)
    expect(await run(bkSize)).toMatchObject({ verdict: 'ok', value: 5_000 })
    await plant('tonight.dump', 1, 3_000)
    expect(await run(bkSize)).toMatchObject({ verdict: 'warn', value: 3_000 })
  })

  it('fails where the folder is gone: a volume that was not mounted', async () => {
    const judged = await run(bkAge, join(folder, 'not-mounted'))
    expect(judged.verdict).toBe('fail')
    expect(judged.reason).toContain('does not exist')
    expect(await run(bkSize, join(folder, 'not-mounted'))).toMatchObject({ verdict: 'unknown' })
  })

  it('is unknown for a target of another kind', async () => {
    const io = { kind: 'host', address: 'x', config: {}, secret: null } as const
    const judged = await evaluateCheck(
      bkAge as AnyCheckDefinition,
      {},
      {
        target: io,
        probe: {
          signal: new AbortController().signal,
          timeoutMs: 1_000,
          egress: { allowPrivate: [], deniedEndpoints: [] },
        },
        now: new Date(),
        postgres: () => Promise.reject(new CouldNotLook('none')),
        history: async () => [],
        engineFacts: () => Promise.reject(new CouldNotLook('none')),
      },
    )
    expect(judged.verdict).toBe('unknown')
  })
})
