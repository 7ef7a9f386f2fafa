import { describe, expect, it } from 'vitest'
import { parseCrontab } from './crontab'
import { compareVersions, newestKernel } from './host-boot'
import { parseApkInstalled, parseDpkgStatus } from './installed-packages'
import { isLocal, parseSockets } from './listening-ports'
import { parseHeader } from './rpm-database'

const names = new Map([['0', 'root']])

describe('listening ports', () => {
  const line = (address: string, port: string, state: string, uid = '0') =>
    ` 12: ${address}:${port} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 99 1 0 100`

  it.each([
    ['0100007F', '1F90', '127.0.0.1', 8080],
    ['00000000', '0016', '0.0.0.0', 22],
    ['00000000000000000000000000000000', '01BB', '::', 443],
    ['00000000000000000000000001000000', '01BB', '::1', 443],
    ['B80D0120000000000000000001000000', '01BB', '2001:db8::1', 443],
    ['0000000000000000FFFF00000100007F', '01BB', '127.0.0.1', 443],
  ])('%s:%s is %s:%i', (hex, port, address, number) => {
    expect(parseSockets('tcp', line(hex, port, '0A'), names)).toEqual([
      { protocol: 'tcp', address, port: number, user: 'root' },
    ])
  })

  it('are those that wait, not those that talk; strange lines are passed over', () => {
    expect(parseSockets('tcp', line('0100007F', '1F90', '01'), names)).toEqual([])
    expect(parseSockets('udp', line('0100007F', '0035', '07', '997'), names)).toMatchObject([
      { user: 'user 997' },
    ])
    expect(parseSockets('tcp', 'nonsense\n\n 0: zz:zz', names)).toEqual([])
  })

  it('are local when nobody else gets there', () => {
    expect(['127.0.0.1', '127.8.8.8', '::1'].every(isLocal)).toBe(true)
    expect(['0.0.0.0', '::', '10.0.0.1', '1127.0.0.1'].some(isLocal)).toBe(false)
  })
})

describe('packages', () => {
  it('of dpkg: installed ones, with what was broken off', () => {
    const text = [
      'Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1',
      'Package: b\nStatus: deinstall ok config-files\nArchitecture: all\nVersion: 2',
      'Package: c\nStatus: install reinstreq half-installed\nArchitecture: all\nVersion: 3',
      'Package: libx\nStatus: install ok installed\nArchitecture: amd64\nVersion: 4\nDescription: x\n Package: trap',
      'Package: libx\nStatus: install ok installed\nArchitecture: i386\nVersion: 4',
      'Package: t\nStatus: install ok triggers-pending\nArchitecture: all\nVersion: 5',
    ].join('\n\n')
    expect(parseDpkgStatus(`${text}\n`)).toEqual([
      { name: 'a', version: '1', broken: null },
      { name: 'c', version: '3', broken: 'half-installed' },
      { name: 'libx:amd64', version: '4', broken: null },
      { name: 'libx:i386', version: '4', broken: null },
      { name: 't', version: '5', broken: null },
    ])
  })

  it('of apk', () => {
    expect(
      parseApkInstalled('C:Q1x=\nP:musl\nV:1.2.5-r0\nA:x86_64\n\nP:busybox\nV:1.36.1-r29\nA:x86_64\n'),
    ).toEqual([
      { name: 'musl', version: '1.2.5-r0', broken: null },
      { name: 'busybox', version: '1.36.1-r29', broken: null },
    ])
  })

  it('of rpm: name, epoch, version and release from a header', () => {
    const values = Buffer.from(
      'bash\u00005.1.8\u00009.el9\u0000x86_64\u0000\u0000\u0000\u0000\u0002',
      'latin1',
    )
    const entries = [
      [1000, 6, 0],
      [1001, 6, 5],
      [1002, 6, 11],
      [1022, 6, 17],
      [1003, 4, values.length - 4],
    ]
    const index = Buffer.alloc(8 + entries.length * 16)
    index.writeUInt32BE(entries.length, 0)
    index.writeUInt32BE(values.length, 4)
    entries.forEach(([tag = 0, type = 0, offset = 0], at) => {
      for (const [place, value] of [tag, type, offset, 1].entries())
        index.writeUInt32BE(value, 8 + at * 16 + place * 4)
    })
    expect(parseHeader(Buffer.concat([index, values]))).toEqual({
      name: 'bash',
      version: '2:5.1.8-9.el9',
      arch: 'x86_64',
    })
    expect(() => parseHeader(Buffer.from('short'))).toThrow('damaged')
  })
})

describe('crontabs', () => {
  it('say what runs when and as whom', () => {
    const text =
      '# comment\nMAILTO="ops@example.com"\n5 4 * * sun root  /bin/weekly  --all\n@daily app /bin/daily\n6 4 * * sun root /bin/weekly --all\n'
    expect(parseCrontab(text, { hasUser: true })).toEqual([
      { command: 'variable MAILTO', when: 'MAILTO="ops@example.com"' },
      { command: '/bin/weekly --all', when: '5 4 * * sun as root and 6 4 * * sun as root' },
      { command: '/bin/daily', when: '@daily as app' },
    ])
    expect(parseCrontab('1 2 3 4 5 FOO=1 /bin/x\n', { hasUser: false })).toEqual([
      { command: 'FOO=1 /bin/x', when: '1 2 3 4 5' },
    ])
  })
})

describe('kernels', () => {
  it.each([
    ['6.1.0-21-amd64', ['vmlinuz-6.1.0-21-amd64', 'vmlinuz-6.1.0-9-amd64'], '6.1.0-21-amd64'],
    ['6.1.0-9-amd64', ['vmlinuz-6.1.0-21-amd64', 'vmlinuz-6.1.0-9-amd64'], '6.1.0-21-amd64'],
    ['6.1.0-9-amd64', ['vmlinuz-6.1.0-21-cloud-amd64', 'vmlinuz-6.1.0-9-amd64'], '6.1.0-9-amd64'],
    [
      '5.14.0-427.el9.x86_64',
      ['vmlinuz-0-rescue-abc', 'vmlinuz-5.14.0-503.el9.x86_64'],
      '5.14.0-503.el9.x86_64',
    ],
    ['6.1.0-9-amd64', ['config-6.1.0-9-amd64', 'grub'], null],
  ])('beside %s in %j the newest is %s', (running, files, newest) => {
    expect(newestKernel(running, files)).toBe(newest)
  })

  it('are compared by their numbers', () => {
    expect(compareVersions('6.10', '6.9')).toBeGreaterThan(0)
    expect(compareVersions('6.1.0-9', '6.1.0-9')).toBe(0)
  })
})
