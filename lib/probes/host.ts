import { stat } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import { join } from 'node:path'
import { type FileSystemUsage, usageOf } from './file-system-usage'
import {
  type CgroupPlace,
  type CgroupTexts,
  groupFigures,
  type MemoryFigures,
  memoryGroup,
  parseMemInfo,
} from './memory-figures'
import { distinctMounts, type Mount, parseMountInfo, reasonToSkip } from './mount-table'
import { type ProbeContext, ProbeError } from './probe-context'
import { readOptional, readText } from './proc-files'

/** Where the host tells about itself; tests point it at planted folders. */
export interface HostPaths {
  proc: string
  platform: NodeJS.Platform
}

const ownHost: HostPaths = { proc: '/proc', platform: process.platform }

export interface FileSystems {
  measured: FileSystemUsage[]
  /** Mount points that did not answer, with the reason. */
  unreadable: { mountPoint: string; reason: string }[]
  /** Kinds of mounts that are not judged, with how many there are. */
  skipped: { reason: string; count: number }[]
}

/** Usage of every real, writable, local file system, each once. Throws ProbeError where the host does not tell. */
export async function readFileSystems(probe: ProbeContext, host: HostPaths = ownHost): Promise<FileSystems> {
  const mounts = host.platform === 'linux' ? await readMounts(probe, host) : await guessMounts(host.platform)
  const chosen = host.platform === 'linux' ? await withoutBoundFiles(distinctMounts(mounts)) : mounts
  const answers = await Promise.all(chosen.map((mount) => usageOf(mount)))
  const measured = withoutOverlayTwin(answers.flatMap((answer) => ('reason' in answer ? [] : [answer])))
  return {
    measured: measured.filter((usage) => usage.totalBytes > 0),
    unreadable: answers.flatMap((answer) => ('reason' in answer ? [answer] : [])),
    skipped: countSkipped(mounts),
  }
}

async function readMounts(probe: ProbeContext, host: HostPaths): Promise<Mount[]> {
  return parseMountInfo(await readText(join(host.proc, 'self/mountinfo'), probe))
}

/** macOS keeps data on one volume; Windows names volumes by letter. */
async function guessMounts(platform: NodeJS.Platform): Promise<Mount[]> {
  const letters = [...'CDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`)
  const candidates = platform === 'win32' ? letters : platform === 'darwin' ? ['/System/Volumes/Data'] : ['/']
  const present = await Promise.all(candidates.map((path) => isFolder(path)))
  return candidates
    .filter((_path, index) => present[index])
    .map((path) => ({
      device: path,
      root: '/',
      mountPoint: path,
      type: platform,
      source: path,
      readOnly: false,
      options: [],
    }))
}

/** Containers bind single files (/etc/hosts) of the host's disk: they are no place where data grows. */
async function withoutBoundFiles(mounts: Mount[]): Promise<Mount[]> {
  const folders = await Promise.all(mounts.map((mount) => mount.root === '/' || isFolder(mount.mountPoint)))
  return mounts.filter((_mount, index) => folders[index])
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}

/** An overlay root shows the figures of the disk below it; when that disk is mounted too, it counts once. */
function withoutOverlayTwin(usages: FileSystemUsage[]): FileSystemUsage[] {
  return usages.filter(
    (usage) =>
      usage.type !== 'overlay' ||
      !usages.some(
        (other) => other !== usage && other.totalBytes === usage.totalBytes && other.files === usage.files,
      ),
  )
}

function countSkipped(mounts: readonly Mount[]): FileSystems['skipped'] {
  const counts = new Map<string, number>()
  for (const mount of mounts) {
    const reason = reasonToSkip(mount)
    if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, count]) => ({ reason, count }))
}

export interface HostMemory {
  host: MemoryFigures
  /** The tightest limit of the group (container, service) that the worker runs in, if any. */
  group: MemoryFigures | null
}

/** Memory of the host and of the worker's own group. Throws ProbeError where the system does not tell. */
export async function readMemory(probe: ProbeContext, host: HostPaths = ownHost): Promise<HostMemory> {
  if (host.platform === 'win32')
    return { host: { totalBytes: totalmem(), availableBytes: freemem() }, group: null }
  if (host.platform !== 'linux') {
    throw new ProbeError(
      'bad-configuration',
      `Available memory can be read on Linux and Windows; ${host.platform} tells only free memory, which says nothing. Watch this host with its own tool and remove the check.`,
    )
  }
  const figures = parseMemInfo(await readText(join(host.proc, 'meminfo'), probe))
  if (!figures)
    throw new ProbeError(
      'protocol',
      '/proc/meminfo has no MemAvailable: this kernel is older than 3.14. Update the kernel.',
    )
  return { host: figures, group: await readGroupMemory(probe, host, figures.totalBytes) }
}

async function readGroupMemory(
  probe: ProbeContext,
  host: HostPaths,
  hostTotal: number,
): Promise<MemoryFigures | null> {
  const [cgroups, mounts] = await Promise.all([
    readOptional(join(host.proc, 'self/cgroup'), probe),
    readMounts(probe, host),
  ])
  const place = cgroups === null ? null : memoryGroup(cgroups, mounts)
  if (!place) return null
  const levels = await Promise.all(place.folders.map((folder) => readGroup(folder, place.version, probe)))
  const limited = levels.flatMap((texts) =>
    texts ? (groupFigures(place.version, texts, hostTotal) ?? []) : [],
  )
  return limited.reduce<MemoryFigures | null>(
    (least, next) => (least === null || next.availableBytes < least.availableBytes ? next : least),
    null,
  )
}

async function readGroup(
  folder: string,
  version: CgroupPlace['version'],
  probe: ProbeContext,
): Promise<CgroupTexts | null> {
  const names =
    version === 1 ? ['memory.limit_in_bytes', 'memory.usage_in_bytes'] : ['memory.max', 'memory.current']
  const [limit, usage, statistics] = await Promise.all(
    [...names, 'memory.stat'].map((name) => readOptional(join(folder, name), probe)),
  )
  // The outermost group of a host has no limit file at all.
  return limit == null || usage == null ? null : { limit, usage, statistics: statistics ?? '' }
}

export interface FileDescriptors {
  allocated: number
  max: number
}

/** Open files of the whole host and the kernel's limit; null where the system has no such limit. */
export async function readFileDescriptors(
  probe: ProbeContext,
  host: HostPaths = ownHost,
): Promise<FileDescriptors | null> {
  if (host.platform === 'win32') return null
  if (host.platform !== 'linux') {
    throw new ProbeError(
      'bad-configuration',
      `Open files of the whole host can be read on Linux only, not on ${host.platform}. Remove the check.`,
    )
  }
  const text = await readText(join(host.proc, 'sys/fs/file-nr'), probe)
  const [allocated, , max] = text.trim().split(/\s+/).map(Number)
  if (allocated === undefined || max === undefined || !Number.isFinite(allocated) || !(max > 0)) {
    throw new ProbeError(
      'protocol',
      '/proc/sys/fs/file-nr does not hold three numbers: this kernel tells its open files in a way that is not known.',
    )
  }
  return { allocated, max }
}
