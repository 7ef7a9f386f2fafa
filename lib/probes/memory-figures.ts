import type { Mount } from './mount-table'

/** Memory in bytes; `available` is what programs can still get without swapping. */
export interface MemoryFigures {
  totalBytes: number
  availableBytes: number
}

/** Figures of /proc/meminfo; null where MemAvailable is absent (kernels before 3.14). */
export function parseMemInfo(text: string): MemoryFigures | null {
  const total = kilobytes(text, 'MemTotal')
  const available = kilobytes(text, 'MemAvailable')
  return total === null || available === null
    ? null
    : { totalBytes: total, availableBytes: Math.min(available, total) }
}

function kilobytes(text: string, name: string): number | null {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)
  return found ? Number(found[1]) * 1024 : null
}

/** Where the memory limits of this process's group are: one folder per level, innermost first. */
export interface CgroupPlace {
  version: 1 | 2
  folders: string[]
}

/**
 * Finds the memory group of a process from /proc/self/cgroup and the mounts. In a container the path may
 * be the host's: then the mount's root is a prefix of it.
 */
export function memoryGroup(cgroupText: string, mounts: readonly Mount[]): CgroupPlace | null {
  const lines = cgroupText.split('\n').map((line) => /^\d+:([^:]*):(.*)$/.exec(line))
  const old = lines.find((line) => line?.[1]?.split(',').includes('memory'))
  const oldMount = mounts.find((mount) => mount.type === 'cgroup' && mount.options.includes('memory'))
  if (old?.[2] && oldMount) return { version: 1, folders: foldersUp(oldMount, old[2]) }
  const unified = lines.find((line) => line?.[1] === '')
  const unifiedMount = mounts.find((mount) => mount.type === 'cgroup2')
  if (unified?.[2] && unifiedMount) return { version: 2, folders: foldersUp(unifiedMount, unified[2]) }
  return null
}

function foldersUp(mount: Mount, path: string): string[] {
  const inside = mount.root !== '/' && path.startsWith(mount.root) ? path.slice(mount.root.length) : path
  const parts = inside.split('/').filter((part) => part !== '' && part !== '..')
  return [...parts.keys(), parts.length]
    .reverse()
    .map((depth) => [mount.mountPoint, ...parts.slice(0, depth)].join('/'))
}

/** Texts of the files of one level of a memory group. */
export interface CgroupTexts {
  limit: string
  usage: string
  statistics: string
}

/**
 * Figures of one level, or null where it has no limit below `hostTotalBytes`. File pages that nobody used
 * lately are given back on demand, so they count as available (the "working set" of kubelet).
 */
export function groupFigures(
  version: 1 | 2,
  texts: CgroupTexts,
  hostTotalBytes: number,
): MemoryFigures | null {
  const limit = Number(texts.limit.trim())
  if (!Number.isFinite(limit) || limit <= 0 || limit >= hostTotalBytes) return null
  const usage = Number(texts.usage.trim())
  if (!Number.isFinite(usage)) return null
  const key = version === 1 ? 'total_inactive_file' : 'inactive_file'
  const inactive = Number(new RegExp(`^${key} (\\d+)$`, 'm').exec(texts.statistics)?.[1] ?? 0)
  const available = limit - Math.max(0, usage - inactive)
  return { totalBytes: limit, availableBytes: Math.min(limit, Math.max(0, available)) }
}
