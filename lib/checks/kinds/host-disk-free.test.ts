import { describe, expect, it } from 'vitest'
import type { FileSystemUsage } from '@/lib/probes/file-system-usage'
import { CouldNotLook } from '../could-not-look'
import { hostDiskFree } from './host-disk-free'

const now = new Date('2026-11-23T10:00:00Z')
const settings = hostDiskFree.config.parse({})

function usage(
  mountPoint: string,
  usedPercent: number,
  overrides: Partial<FileSystemUsage> = {},
): FileSystemUsage {
  return {
    mountPoint,
    source: '/dev/vda1',
    type: 'ext4',
    totalBytes: 100e9,
    usedBytes: usedPercent * 1e9,
    availableBytes: (100 - usedPercent) * 1e9,
    files: 1_000,
    filesFree: 900,
    ...overrides,
  }
}

const judge = (
  measured: FileSystemUsage[],
  config = settings,
  unreadable: { mountPoint: string; reason: string }[] = [],
) => hostDiskFree.judge({ measured, unreadable, skipped: [] }, config, now)

describe('host.disk_free', () => {
  it.each([
    [40, 'ok'],
    [69.9, 'ok'],
    [70, 'warn'],
    [94.9, 'warn'],
    [95, 'fail'],
    [100, 'fail'],
  ])('%s %% used is %s', (percent, verdict) => {
    expect(judge([usage('/', percent)])).toMatchObject({ verdict, value: percent, unit: '%' })
  })

  it('counts like df: what only root may fill is neither used nor available', () => {
    // 78 % of the blocks are taken or reserved, but people can still fill 55 % of what is theirs.
    const { value, verdict } = judge([
      usage('/', 0, { totalBytes: 100e9, usedBytes: 18e9, availableBytes: 22e9 }),
    ])
    expect(value).toBe(45)
    expect(verdict).toBe('ok')
  })

  it('names the fullest of several and judges each', () => {
    const judged = judge([usage('/', 20), usage('/var', 96), usage('/home', 75)])
    expect(judged.verdict).toBe('fail')
    expect(judged.reason).toBe('/var is 96 % full with 4 GB of 100 GB free, the worst of 3 file systems.')
    expect(judged.resources.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['/var', 'fail'],
      ['/home', 'warn'],
      ['/', 'ok'],
    ])
    expect(judged.samples?.map(({ key }) => key)).toEqual(['/', '/var', '/home'])
  })

  it('is unknown, never ok, where one file system does not answer', () => {
    const judged = judge([usage('/', 20)], settings, [{ mountPoint: '/mnt/usb', reason: 'EIO' }])
    expect(judged.verdict).toBe('unknown')
    expect(judged.reason).toBe('/mnt/usb could not be measured: EIO.')
  })

  it('still fails where one is full and another does not answer', () => {
    expect(judge([usage('/', 99)], settings, [{ mountPoint: '/mnt/usb', reason: 'EIO' }]).verdict).toBe(
      'fail',
    )
  })

  it('leaves out tiny and ignored file systems', () => {
    const tiny = usage('/boot/efi', 99, { totalBytes: 50e6 })
    expect(
      judge([usage('/', 20), tiny, usage('/scratch', 99)], { ...settings, ignore: ['/scratch'] }).verdict,
    ).toBe('ok')
  })

  it('could not look where nothing is left to judge', () => {
    expect(() => judge([])).toThrow(CouldNotLook)
  })
})
