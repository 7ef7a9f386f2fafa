import { join } from 'node:path'
import { listHostFolder, readHostFile, requireLinux } from './host-file'
import { type HostFiles, ownHost } from './own-host'
import { type ProbeContext, ProbeError } from './probe-context'
import { readRpmDatabase } from './rpm-database'

export interface InstalledPackage {
  name: string
  version: string
  /** Begun and not finished: "half-configured", "unpacked". */
  broken: string | null
}

export interface InstalledPackages {
  manager: 'dpkg' | 'apk' | 'rpm'
  packages: InstalledPackage[]
}

const rpmFolders = ['usr/lib/sysimage/rpm', 'var/lib/rpm']

/** The packages of the host, from the files of its package manager. Throws ProbeError where there is none. */
export async function readPackages(
  probe: ProbeContext,
  host: HostFiles = ownHost,
): Promise<InstalledPackages> {
  requireLinux(host, 'Installed packages')
  const dpkg = await readHostFile('var/lib/dpkg/status', host, probe)
  if ('found' in dpkg) return { manager: 'dpkg', packages: parseDpkgStatus(dpkg.found.text) }
  const apk = await readHostFile('lib/apk/db/installed', host, probe)
  if ('found' in apk) return { manager: 'apk', packages: parseApkInstalled(apk.found.text) }
  for (const folder of rpmFolders) {
    const names = await listHostFolder(folder, host)
    if (!('found' in names)) continue
    if (names.found.includes('rpmdb.sqlite')) {
      const rows = readRpmDatabase(join(host.root, folder, 'rpmdb.sqlite'))
      const packages = rows.map(({ name, arch, version }) => ({ name, arch, version, broken: null }))
      return { manager: 'rpm', packages: named(packages) }
    }
    if (names.found.some((name) => name.startsWith('Packages'))) throw oldRpm(folder)
  }
  const denied = [dpkg, apk].some((read) => 'denied' in read)
  throw new ProbeError(
    denied ? 'privilege' : 'unreachable',
    denied
      ? "The package manager's files may not be read: let the worker's user read /var/lib/dpkg/status."
      : 'No list of packages was found where dpkg, rpm and apk keep theirs: this host installs its programs in another way. Remove the check.',
  )
}

function oldRpm(folder: string): ProbeError {
  return new ProbeError(
    'bad-configuration',
    `The package list in /${folder} has the format of before rpm 4.16, which only rpm itself reads. Update the system (\`rpmdb --rebuilddb\` with rpm 4.16 or later converts it), or remove the check.`,
  )
}

type Found = InstalledPackage & { arch: string }

/** Packages of dpkg's status file; what is removed and left only its configuration is not installed. */
export function parseDpkgStatus(text: string): InstalledPackage[] {
  const packages: Found[] = []
  for (const paragraph of text.split(/\n\n+/)) {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1]?.trim() ?? ''
    const name = field('Package')
    const [, flag, state = ''] = field('Status').split(/\s+/)
    if (name === '' || ['not-installed', 'config-files', ''].includes(state)) continue
    const isBroken = flag === 'reinstreq' || ['half-installed', 'unpacked', 'half-configured'].includes(state)
    packages.push({
      name,
      arch: field('Architecture'),
      version: field('Version'),
      broken: isBroken ? state : null,
    })
  }
  return named(packages)
}

/** Packages of apk's list. */
export function parseApkInstalled(text: string): InstalledPackage[] {
  const found = text.split(/\n\n+/).flatMap((paragraph): Found[] => {
    const name = /^P:(.*)$/m.exec(paragraph)?.[1]
    const version = /^V:(.*)$/m.exec(paragraph)?.[1] ?? ''
    return name ? [{ name, arch: /^A:(.*)$/m.exec(paragraph)?.[1] ?? '', version, broken: null }] : []
  })
  return named(found)
}

/** A name that is installed more than once says which one it is: another architecture, or several kernels. */
function named(found: readonly Found[]): InstalledPackage[] {
  const counts = new Map<string, number>()
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1)
  return found.map(({ arch, ...each }) => {
    if ((counts.get(each.name) ?? 0) < 2) return each
    const twins = found.filter(({ name, arch: other }) => name === each.name && other === arch)
    return { ...each, name: `${each.name}:${arch}${twins.length > 1 ? ` ${each.version}` : ''}` }
  })
}
