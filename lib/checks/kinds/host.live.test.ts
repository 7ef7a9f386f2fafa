import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileDescriptors, readFileSystems, readMemory } from '@/lib/probes/host'
import type { ProbeContext } from '@/lib/probes/probe-context'
import { CouldNotLook } from '../could-not-look'
import type { AnyCheckDefinition, CheckIo } from '../define-check'
import { evaluateCheck } from '../evaluate'
import { hostDiskFree } from './host-disk-free'
import { hostFdSystem } from './host-fd-system'
import { hostInodes } from './host-inodes'
import { hostMemory } from './host-memory'

const probe: ProbeContext = {
  signal: new AbortController().signal,
  timeoutMs: 10_000,
  egress: { allowPrivate: [], deniedEndpoints: [] },
}

const io: CheckIo = {
  target: { kind: 'host', address: 'this host', config: {}, secret: null },
  probe,
  now: new Date(),
  postgres: () => Promise.reject(new CouldNotLook('no database here')),
  history: async () => [],
  engineFacts: () => Promise.reject(new CouldNotLook('no engine here')),
}

describe('on the host that runs this test', () => {
  it.each([hostDiskFree, hostInodes, hostMemory, hostFdSystem] as AnyCheckDefinition[])(
    '$kind looks and judges',
    async (definition) => {
      const judged = await evaluateCheck(definition, {}, io)
      expect(['ok', 'warn', 'fail', 'not-applicable']).toContain(judged.verdict)
      expect(judged.reason).toMatch(/\.$/)
    },
  )

  it('agrees with the figures that the kernel tells', async () => {
    const { host } = await readMemory(probe)
    expect(host.totalBytes).toBeGreaterThan(100e6)
    expect(host.availableBytes).toBeLessThanOrEqual(host.totalBytes)
    const { measured } = await readFileSystems(probe)
    expect(measured.length).toBeGreaterThan(0)
    for (const usage of measured)
      expect(usage.usedBytes + usage.availableBytes).toBeLessThanOrEqual(usage.totalBytes)
  })

  it('answers two checks that ask at the same time', async () => {
    const [first, second] = await Promise.all([readFileSystems(probe), readFileSystems(probe)])
    expect(second.measured.map(({ mountPoint }) => mountPoint)).toEqual(
      first.measured.map(({ mountPoint }) => mountPoint),
    )
    expect(second.unreadable).toEqual([])
  })

  it('fails the disk check when the limit is below what is used', async () => {
    const judged = await evaluateCheck(
      hostDiskFree as AnyCheckDefinition,
      { warnPercent: 1, failPercent: 1, minBytes: 0 },
      io,
    )
    const { measured } = await readFileSystems(probe)
    const isAnyUsed = measured.some(
      ({ usedBytes, availableBytes }) => usedBytes / (usedBytes + availableBytes) >= 0.01,
    )
    expect(judged.verdict).toBe(isAnyUsed ? 'fail' : 'ok')
  })
})

describe('on a host with planted figures', () => {
  let root: string
  const linux = () => ({ proc: join(root, 'proc'), platform: 'linux' as const })

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'host-'))
    const group = join(root, 'cgroup/app/worker')
    await Promise.all([
      mkdir(join(root, 'proc/self'), { recursive: true }),
      mkdir(join(root, 'proc/sys/fs'), { recursive: true }),
      mkdir(group, { recursive: true }),
    ])
    await writeFile(join(root, 'proc/meminfo'), 'MemTotal: 1000000 kB\nMemAvailable: 400000 kB\n')
    await writeFile(join(root, 'proc/self/cgroup'), '0::/app/worker\n')
    await writeFile(
      join(root, 'proc/self/mountinfo'),
      `1 0 0:30 / ${root}/cgroup rw - cgroup2 cgroup2 rw\n2 0 8:1 / ${root}/gone rw - ext4 /dev/sda1 rw\n`,
    )
    await writeFile(join(root, 'proc/sys/fs/file-nr'), '900\t0\t1000\n')
    // The limit sits one level above the worker's own group.
    await writeFile(join(root, 'cgroup/app/memory.max'), '200000000\n')
    await writeFile(join(root, 'cgroup/app/memory.current'), '198000000\n')
    await writeFile(join(root, 'cgroup/app/memory.stat'), 'inactive_file 1000000\n')
    await writeFile(join(group, 'memory.max'), 'max\n')
    await writeFile(join(group, 'memory.current'), '198000000\n')
  })
  afterAll(() => rm(root, { recursive: true }))

  it('finds the limit of the container', async () => {
    expect(await readMemory(probe, linux())).toEqual({
      host: { totalBytes: 1_024_000_000, availableBytes: 409_600_000 },
      group: { totalBytes: 200_000_000, availableBytes: 3_000_000 },
    })
  })

  it('reads the open files of the host', async () => {
    expect(await readFileDescriptors(probe, linux())).toEqual({ allocated: 900, max: 1000 })
  })

  it('names a mount point that does not answer', async () => {
    const { measured, unreadable } = await readFileSystems(probe, linux())
    expect(measured).toEqual([])
    expect(unreadable).toEqual([{ mountPoint: `${root}/gone`, reason: 'ENOENT' }])
  })

  it('says what is missing where /proc is not mounted', async () => {
    await expect(readMemory(probe, { proc: join(root, 'nothing'), platform: 'linux' })).rejects.toThrow(
      'is /proc mounted where the worker runs?',
    )
    await expect(
      readFileDescriptors(probe, { proc: join(root, 'nothing'), platform: 'linux' }),
    ).rejects.toMatchObject({ fault: 'unreachable' })
  })

  it('does not take free memory for available memory on macOS', async () => {
    await expect(readMemory(probe, { proc: '/proc', platform: 'darwin' })).rejects.toMatchObject({
      fault: 'bad-configuration',
    })
    expect(await readFileDescriptors(probe, { proc: '/proc', platform: 'win32' })).toBeNull()
  })
})
