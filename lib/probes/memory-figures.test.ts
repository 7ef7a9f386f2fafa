import { describe, expect, it } from 'vitest'
import { groupFigures, memoryGroup, parseMemInfo } from './memory-figures'
import { parseMountInfo } from './mount-table'

describe('parseMemInfo', () => {
  it('takes MemAvailable, never MemFree', () => {
    expect(parseMemInfo('MemTotal:  1000 kB\nMemFree:  10 kB\nMemAvailable:  400 kB\n')).toEqual({
      totalBytes: 1_024_000,
      availableBytes: 409_600,
    })
  })
  it('tells nothing where the kernel does not', () => {
    expect(parseMemInfo('MemTotal:  1000 kB\nMemFree:  10 kB\n')).toBeNull()
  })
})

describe('memoryGroup', () => {
  it('walks a version 2 group up to its mount', () => {
    const mounts = parseMountInfo('1 0 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw')
    expect(memoryGroup('0::/system.slice/wheeltapper.service\n', mounts)).toEqual({
      version: 2,
      folders: [
        '/sys/fs/cgroup/system.slice/wheeltapper.service',
        '/sys/fs/cgroup/system.slice',
        '/sys/fs/cgroup',
      ],
    })
  })
  it('takes the controller of version 1 where both are mounted', () => {
    const mounts = parseMountInfo(
      '1 0 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n2 0 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory',
    )
    expect(memoryGroup('4:memory:/a\n0::/\n', mounts)).toEqual({
      version: 1,
      folders: ['/sys/fs/cgroup/memory/a', '/sys/fs/cgroup/memory'],
    })
  })
  it("strips the host's part of the path inside a container", () => {
    const mounts = parseMountInfo('2 0 0:31 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory')
    expect(memoryGroup('4:memory:/docker/abc\n', mounts)?.folders).toEqual(['/sys/fs/cgroup/memory'])
  })
  it('finds none where none is mounted', () => {
    expect(memoryGroup('0::/\n', [])).toBeNull()
  })
})

describe('groupFigures', () => {
  const texts = { limit: '1000\n', usage: '900\n', statistics: 'anon 500\ninactive_file 300\n' }
  it('counts pages that can be given back as available', () => {
    expect(groupFigures(2, texts, 10_000)).toEqual({ totalBytes: 1000, availableBytes: 400 })
  })
  it.each(['max\n', '9223372036854771712\n', '10000\n', '0\n'])('a limit of %s is none', (limit) => {
    expect(groupFigures(2, { ...texts, limit }, 10_000)).toBeNull()
  })
  it('reads the other name of version 1', () => {
    expect(
      groupFigures(1, { ...texts, statistics: 'inactive_file 1\ntotal_inactive_file 200\n' }, 10_000)
        ?.availableBytes,
    ).toBe(300)
  })
})
