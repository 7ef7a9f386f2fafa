import { join } from 'node:path'
import { listHostFolder, readHostFile, requireLinux } from './host-file'
import { type HostFiles, ownHost } from './own-host'
import type { ProbeContext } from './probe-context'
import { readText } from './proc-files'

export interface HostBoot {
  /** Another one after every start. */
  bootId: string
  upSeconds: number
  /** The kernel that runs. */
  running: string
  /** The newest one of the same flavour in /boot; null where there is none, as in a container. */
  newest: string | null
  /** What asked for a restart; null where nothing did. */
  askedBy: string[] | null
}

/** Since when the host runs, on which kernel, and whether it waits for a restart. Throws ProbeError. */
export async function readBoot(probe: ProbeContext, host: HostFiles = ownHost): Promise<HostBoot> {
  requireLinux(host, 'Restarts of the host')
  const [bootId, running, uptime] = await Promise.all([
    readText(join(host.proc, 'sys/kernel/random/boot_id'), probe),
    readText(join(host.proc, 'sys/kernel/osrelease'), probe),
    readText(join(host.proc, 'uptime'), probe),
  ])
  const kernels = await listHostFolder('boot', host)
  const flag = await readHostFile('run/reboot-required', host, probe)
  const packages = await readHostFile('run/reboot-required.pkgs', host, probe)
  return {
    bootId: bootId.trim(),
    upSeconds: Number(uptime.split(' ')[0]),
    running: running.trim(),
    newest: newestKernel(running.trim(), 'found' in kernels ? kernels.found : []),
    askedBy:
      'found' in flag
        ? [...new Set(('found' in packages ? packages.found.text : '').split('\n').filter(Boolean))].slice(
            0,
            50,
          )
        : null,
  }
}

/** The newest kernel of the running one's flavour ("amd64", "cloud-amd64"): others are there for other machines. */
export function newestKernel(running: string, files: readonly string[]): string | null {
  const flavour = flavourOf(running)
  const kernels = files
    .filter((name) => name.startsWith('vmlinuz-') && !name.includes('rescue'))
    .map((name) => name.slice('vmlinuz-'.length))
    .filter((name) => flavourOf(name) === flavour)
  return kernels.reduce<string | null>(
    (newest, each) => (newest === null || compareVersions(each, newest) > 0 ? each : newest),
    null,
  )
}

const flavourOf = (release: string) => release.replace(/\d+/g, '#').replace(/(?:[.#-]*#)+/, '')

/** Numbers by value, the rest is the same within a flavour. Positive when the first one is newer. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (text.match(/\d+/g) ?? []).map(Number))
  for (let index = 0; index < Math.max(left?.length ?? 0, right?.length ?? 0); index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
