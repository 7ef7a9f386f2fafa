import { describe, expect, it } from 'vitest'
import { distinctMounts, parseMountInfo, reasonToSkip } from './mount-table'

const table = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
28 27 254:1 / /var/lib/data rw - xfs /dev/vdb rw
29 27 254:1 /pg /srv/pg rw - xfs /dev/vdb rw
30 27 0:25 / /run rw - tmpfs tmpfs rw,size=4k
31 27 7:1 / /snap/core/1 ro - squashfs /dev/loop1 ro
32 27 254:2 / /mnt/frozen ro,noatime - ext4 /dev/vdc rw
33 27 0:40 / /mnt/with\\040space rw - nfs4 server:/export rw
34 27 0:41 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw
35 27 254:3 / /mnt/a rw - ext4 /dev/vdd rw
36 35 254:4 / /mnt/a rw - ext4 /dev/vde rw
not a mount line
`

describe('the mount table', () => {
  const mounts = parseMountInfo(table)

  it('reads every line and leaves out what is none', () => {
    expect(mounts).toHaveLength(11)
    expect(mounts.find(({ type }) => type === 'nfs4')?.mountPoint).toBe('/mnt/with space')
  })

  it('keeps each real, writable, local file system once', () => {
    expect(distinctMounts(mounts).map(({ mountPoint, source }) => `${mountPoint} ${source}`)).toEqual([
      '/ /dev/vda1',
      // Covered by a later mount: only the visible one can be asked.
      '/mnt/a /dev/vde',
      // The whole file system, not the folder of it that is bound elsewhere.
      '/var/lib/data /dev/vdb',
    ])
  })

  it.each([
    ['/proc', 'not on a disk'],
    ['/snap/core/1', 'an image, full by design'],
    ['/mnt/frozen', 'read-only'],
    ['/mnt/with space', 'a network or FUSE file system, watched where it lives'],
    ['/var/lib/docker/overlay2/x/merged', 'an overlay'],
    ['/', null],
  ])('%s: %s', (mountPoint, reason) => {
    const mount = mounts.find((candidate) => candidate.mountPoint === mountPoint)
    expect(mount && reasonToSkip(mount)).toBe(reason)
  })

  it('judges the overlay that is the root of a container', () => {
    const [root] = parseMountInfo('1 0 0:50 / / rw - overlay overlay rw,lowerdir=/a')
    expect(root && reasonToSkip(root)).toBeNull()
  })
})
