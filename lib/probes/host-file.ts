import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostFiles } from './own-host'
import { type ProbeContext, ProbeError } from './probe-context'
import { errorCode } from './proc-files'

/** What became of reading a file or a folder: its content, nothing there, or no permission. */
export type HostRead<T> = { found: T } | { missing: true } | { denied: string }

const fileLimit = 64_000_000
const entryLimit = 5_000

/** Text of a file of the host, below its root. Throws ProbeError for one that is too large to be what it should. */
export function readHostFile(
  path: string,
  host: HostFiles,
  probe: ProbeContext,
): Promise<HostRead<{ text: string; mode: number }>> {
  const full = join(host.root, path)
  return attempt(async () => {
    const { size, mode } = await stat(full)
    if (size > fileLimit)
      throw new ProbeError('too-large', `${path} has ${size} bytes, more than ${fileLimit}: it is not read.`)
    return { text: await readFile(full, { encoding: 'utf8', signal: probe.signal }), mode }
  })
}

/** Names in a folder of the host, in order. */
export function listHostFolder(path: string, host: HostFiles): Promise<HostRead<string[]>> {
  return attempt(async () => (await readdir(join(host.root, path))).sort().slice(0, entryLimit))
}

async function attempt<T>(work: () => Promise<T>): Promise<HostRead<T>> {
  try {
    return { found: await work() }
  } catch (error) {
    const code = errorCode(error)
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'].includes(code)) return { missing: true }
    if (['EACCES', 'EPERM'].includes(code)) return { denied: code }
    throw error
  }
}

/** Refuses to guess on systems that tell such things in another way. */
export function requireLinux({ platform }: HostFiles, what: string): void {
  if (platform === 'linux') return
  throw new ProbeError(
    'bad-configuration',
    `${what} can be read on Linux only, not on ${platform}. Remove the check.`,
  )
}
