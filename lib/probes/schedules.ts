import { readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { markOf, parseCrontab } from './crontab'
import { type HostRead, listHostFolder, readHostFile, requireLinux } from './host-file'
import { type HostFiles, ownHost } from './own-host'
import type { ProbeContext } from './probe-context'
import type { ScheduledWork } from './scheduled-work'
import { readTimers } from './systemd-timers'

const scriptFolders = ['hourly', 'daily', 'weekly', 'monthly'].map((when) => ({
  folder: `etc/cron.${when}`,
  when,
}))
const userFolders = ['var/spool/cron/crontabs', 'var/spool/cron']
// cron itself ignores others: editors and package managers leave them behind.
const cronName = /^[A-Za-z0-9_-]+$/

/** Crontabs, scripts that cron runs, and systemd timers of the host. Throws ProbeError where none can be looked for. */
export async function readSchedules(
  probe: ProbeContext,
  host: HostFiles = ownHost,
): Promise<ScheduledWork[]> {
  requireLinux(host, 'Schedules')
  const read = { probe, host }
  return [
    ...(await systemCrontabs(read)),
    ...(await userCrontabs(read)),
    ...(await scripts(read)),
    ...(await readTimers(probe, host)),
  ]
}

interface Reading {
  probe: ProbeContext
  host: HostFiles
}

async function systemCrontabs({ probe, host }: Reading): Promise<ScheduledWork[]> {
  const folder = await listHostFolder('etc/cron.d', host)
  const paths = [
    'etc/crontab',
    ...('found' in folder ? folder.found.filter((name) => cronName.test(name)) : []).map(
      (name) => `etc/cron.d/${name}`,
    ),
  ]
  const found = await inTurn(paths, async (path) =>
    workOf(`/${path}`, await readHostFile(path, host, probe), { hasUser: true }),
  )
  return [...('denied' in folder ? [unreadable('/etc/cron.d/*')] : []), ...found]
}

async function userCrontabs({ probe, host }: Reading): Promise<ScheduledWork[]> {
  for (const path of userFolders) {
    const folder = await listHostFolder(path, host)
    if ('denied' in folder) return [unreadable('crontab of *')]
    if ('missing' in folder) continue
    return inTurn(
      folder.found.filter((name) => cronName.test(name) && name !== 'crontabs'),
      async (name) =>
        workOf(`crontab of ${name}`, await readHostFile(join(path, name), host, probe), { hasUser: false }),
    )
  }
  return []
}

async function scripts({ probe, host }: Reading): Promise<ScheduledWork[]> {
  return inTurn(scriptFolders, async ({ folder, when }) => {
    const names = await listHostFolder(folder, host)
    if ('denied' in names) return [unreadable(`/${folder}/*`)]
    if ('missing' in names) return []
    return inTurn(
      names.found.filter((name) => cronName.test(name)),
      async (name): Promise<ScheduledWork[]> => {
        const path = `${folder}/${name}`
        const file = await readHostFile(path, host, probe)
        if ('missing' in file) {
          const target = await readlink(join(host.root, path)).catch(() => null)
          return target ? [{ what: `/${path}`, when: `${when}, link to ${target}`, openToAll: false }] : []
        }
        if ('denied' in file) return [unreadable(`/${path}`)]
        const { text, mode } = file.found
        // The mark of its text: a script that was rewritten is another one.
        return [{ what: `/${path}`, when: `${when}, ${markOf(text)}`, openToAll: isOpen(mode) }]
      },
    )
  })
}

function workOf(
  label: string,
  file: HostRead<{ text: string; mode: number }>,
  form: { hasUser: boolean },
): ScheduledWork[] {
  if ('missing' in file) return []
  if ('denied' in file) return [unreadable(`${label}: *`)]
  const { text, mode } = file.found
  return parseCrontab(text, form).map(({ command, when }) => ({
    what: `${label}: ${command}`,
    when,
    openToAll: isOpen(mode),
  }))
}

const unreadable = (what: string): ScheduledWork => ({ what, when: null, openToAll: false })
const isOpen = (mode: number) => (mode & 0o002) !== 0

/** One after the other: a host has a hundred of them at most, and nobody waits. */
async function inTurn<T>(
  each: readonly T[],
  work: (one: T) => Promise<ScheduledWork[]>,
): Promise<ScheduledWork[]> {
  const all: ScheduledWork[] = []
  for (const one of each) all.push(...(await work(one)))
  return all
}
