import { readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { listHostFolder, readHostFile } from './host-file'
import type { HostFiles } from './own-host'
import type { ProbeContext } from './probe-context'
import type { ScheduledWork } from './scheduled-work'

// A unit of an earlier folder hides one of the same name behind it.
const folders = ['etc/systemd/system', 'run/systemd/system', 'usr/lib/systemd/system', 'lib/systemd/system']

/** Timers of systemd: when they fire, what they start, and whether they are switched on. */
export async function readTimers(probe: ProbeContext, host: HostFiles): Promise<ScheduledWork[]> {
  const units = new Map<string, string>()
  const work: ScheduledWork[] = []
  const enabled = new Set<string>()
  for (const folder of folders) {
    const names = await listHostFolder(folder, host)
    if ('denied' in names) work.push({ what: 'timer *', when: null, openToAll: false })
    if (!('found' in names)) continue
    for (const name of names.found) if (!units.has(name)) units.set(name, `${folder}/${name}`)
    const wanted = await listHostFolder(`${folder}/timers.target.wants`, host)
    if ('found' in wanted) for (const name of wanted.found) enabled.add(name)
  }
  for (const [name, path] of units) {
    if (!name.endsWith('.timer')) continue
    work.push(await readTimer({ name, path, isEnabled: enabled.has(name), units }, probe, host))
  }
  return work
}

interface Timer {
  name: string
  path: string
  isEnabled: boolean
  units: ReadonlyMap<string, string>
}

async function readTimer(
  { name, path, isEnabled, units }: Timer,
  probe: ProbeContext,
  host: HostFiles,
): Promise<ScheduledWork> {
  const what = `timer ${name.replace(/\.timer$/, '')}`
  if ((await readlink(join(host.root, path)).catch(() => '')) === '/dev/null')
    return { what, when: 'masked', openToAll: false }
  const file = await readHostFile(path, host, probe)
  if ('denied' in file) return { what, when: null, openToAll: false }
  if ('missing' in file) return { what, when: 'its file is gone', openToAll: false }
  const extra = await dropIns(name, probe, host)
  const text = [file.found.text, ...extra].join('\n')
  const service = valuesOf(text, 'Unit')[0] ?? name.replace(/\.timer$/, '.service')
  const servicePath = units.get(service)
  const started = servicePath ? await readHostFile(servicePath, host, probe) : null
  const runs = started && 'found' in started ? valuesOf(started.found.text, 'ExecStart') : []
  const times = [
    'OnCalendar',
    'OnBootSec',
    'OnStartupSec',
    'OnActiveSec',
    'OnUnitActiveSec',
    'OnUnitInactiveSec',
  ].flatMap((key) => valuesOf(text, key).map((value) => (key === 'OnCalendar' ? value : `${key} ${value}`)))
  const parts = [
    isEnabled ? 'on' : 'off',
    times.join(' and ') || 'no time',
    ...runs.map((run) => `runs ${run}`),
  ]
  return {
    what,
    when: parts.join(', '),
    openToAll: (file.found.mode & 0o002) !== 0,
  }
}

async function dropIns(name: string, probe: ProbeContext, host: HostFiles): Promise<string[]> {
  const texts: string[] = []
  for (const folder of folders.slice(0, 3).map((each) => `${each}/${name}.d`)) {
    const names = await listHostFolder(folder, host)
    for (const each of 'found' in names ? names.found.filter((one) => one.endsWith('.conf')) : []) {
      const file = await readHostFile(`${folder}/${each}`, host, probe)
      if ('found' in file) texts.push(file.found.text)
    }
  }
  return texts
}

/** Values of a key in a unit file; an empty one takes back those before it. */
function valuesOf(text: string, key: string): string[] {
  let values: string[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith(`${key}=`)) continue
    const value = line.slice(key.length + 1).trim()
    values = value === '' ? [] : [...values, value]
  }
  return values
}
