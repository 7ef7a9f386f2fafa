/** One line of /proc/self/mountinfo, as far as it matters here. */
export interface Mount {
  /** major:minor of the file system: the same for every bind mount of it. */
  device: string
  /** Path inside the file system that is mounted here; "/" unless it is a bind mount. */
  root: string
  mountPoint: string
  type: string
  source: string
  readOnly: boolean
  /** Options of the file system itself, e.g. the controllers of a cgroup mount. */
  options: readonly string[]
}

/** Kept in memory, or made by the kernel: nothing that can fill up with data. */
const pseudoTypes = new Set([
  'aufs',
  'autofs',
  'binfmt_misc',
  'bpf',
  'cgroup',
  'cgroup2',
  'configfs',
  'debugfs',
  'devfs',
  'devpts',
  'devtmpfs',
  'efivarfs',
  'fusectl',
  'hugetlbfs',
  'mqueue',
  'nsfs',
  'proc',
  'pstore',
  'ramfs',
  'rpc_pipefs',
  'securityfs',
  'selinuxfs',
  'sysfs',
  'tmpfs',
  'tracefs',
])

/** Images that are full by design. */
const imageTypes = new Set(['cramfs', 'erofs', 'iso9660', 'romfs', 'squashfs', 'udf'])

/** Asking one that hangs would block a thread for ever; they are watched where they live. */
const networkTypes = new Set([
  '9p',
  'afs',
  'ceph',
  'cifs',
  'glusterfs',
  'lustre',
  'nfs',
  'nfs4',
  'smb3',
  'smbfs',
  'virtiofs',
])

/**
 * Parses /proc/self/mountinfo (proc(5)): `36 35 98:0 /root /mount rw,noatime master:1 - ext4 /dev/sda1 rw`.
 * Lines that do not have this shape are left out.
 */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [place, fileSystem] = line.split(' - ', 2)
    const [, , device, root, mountPoint, mountOptions] = place?.split(' ') ?? []
    const [type, source, superOptions] = fileSystem?.split(' ') ?? []
    if (!device || !root || !mountPoint || !mountOptions || !type) return []
    const options = superOptions?.split(',') ?? []
    return [
      {
        device,
        root: unescapeOctal(root),
        mountPoint: unescapeOctal(mountPoint),
        type,
        source: unescapeOctal(source ?? ''),
        readOnly: mountOptions.split(',').includes('ro') || options.includes('ro'),
        options,
      },
    ]
  })
}

/** The kernel writes space, tab, newline and backslash in paths as octal: "\040". */
function unescapeOctal(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_all, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  )
}

/** Why a mount is not judged, or null when it is a real, writable file system of this host. */
export function reasonToSkip(mount: Mount): string | null {
  const { type } = mount
  if (pseudoTypes.has(type)) return 'not on a disk'
  if (imageTypes.has(type)) return 'an image, full by design'
  if (networkTypes.has(type) || type.startsWith('fuse.'))
    return 'a network or FUSE file system, watched where it lives'
  if (type === 'overlay' && mount.mountPoint !== '/') return 'an overlay'
  if (mount.readOnly) return 'read-only'
  return null
}

/**
 * One mount per file system: the whole file system rather than a bind mount of a folder in it, else the
 * shortest mount point. A mount that a later one covers is not reachable and is left out.
 */
export function distinctMounts(mounts: readonly Mount[]): Mount[] {
  const reachable = new Map(mounts.map((mount) => [mount.mountPoint, mount]))
  const byDevice = new Map<string, Mount>()
  for (const mount of reachable.values()) {
    if (reasonToSkip(mount) !== null) continue
    const other = byDevice.get(mount.device)
    if (!other || preference(mount) < preference(other)) byDevice.set(mount.device, mount)
  }
  return [...byDevice.values()].sort((a, b) => (a.mountPoint < b.mountPoint ? -1 : 1))
}

function preference(mount: Mount): number {
  return (mount.root === '/' ? 0 : 1_000_000) + mount.mountPoint.length
}
