import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readToc, TocCut, TocUnknown } from './dump-toc'

// The form of each archive version, written the way pg_dump writes it.

const integer = (value: number) => {
  const bytes = Buffer.alloc(5)
  bytes[0] = value < 0 ? 1 : 0
  bytes.writeUInt32LE(Math.abs(value), 1)
  return bytes
}
const string = (text: string | null) =>
  text === null ? integer(-1) : Buffer.concat([integer(Buffer.byteLength(text)), Buffer.from(text)])

interface Wish {
  minor: number
  format: 1 | 3 | 5
}

function tocOf({ minor, format }: Wish): Buffer {
  const entry = (
    id: number,
    name: string,
    kind: string,
    definition: string,
    copy: string | null,
    owner: string,
  ) =>
    Buffer.concat([
      integer(id),
      integer(copy ? 1 : 0),
      string('0'),
      string('0'),
      string(name),
      string(kind),
      integer(2),
      string(definition),
      string(''),
      string(copy),
      string('public'),
      string(null),
      ...(minor >= 14 ? [string('heap')] : []),
      ...(minor >= 16 ? [integer(114)] : []),
      string(owner),
      string('false'),
      string('7'),
      string('8'),
      string(null),
      format === 1 ? Buffer.from([2, 1, 2, 3, 4, 5, 6, 7, 8]) : string(`${id}.dat`),
    ])
  return Buffer.concat([
    Buffer.from('PGDMP'),
    Buffer.from([1, minor, 0, 4, 8, format]),
    minor >= 15 ? Buffer.from([1]) : integer(-1),
    ...[1, 2, 3, 4, 5, 126, 0].map(integer),
    string('shop'),
    string('15.18 (Debian 15.18-0+deb12u1)'),
    string('15.18'),
    integer(2),
    entry(215, 'orders', 'TABLE', 'CREATE TABLE public.orders (id integer);\n', null, 'Ünal'),
    entry(3400, 'orders', 'TABLE DATA', '', 'COPY public.orders (id) FROM stdin;\n', 'Ünal'),
  ])
}

const versions = [12, 13, 14, 15, 16].flatMap((minor) =>
  ([1, 3, 5] as const).map((format) => ({ minor, format })),
)

describe('the table of contents of a dump', () => {
  it.each(versions)('is read in version 1.$minor, format $format', (wish) => {
    expect(readToc(Buffer.concat([tocOf(wish), Buffer.from('data')]))).toEqual({
      archiveVersion: `1.${wish.minor}`,
      format: { 1: 'custom', 3: 'tar', 5: 'directory' }[wish.format],
      database: 'shop',
      serverVersion: '15.18 (Debian 15.18-0+deb12u1)',
      programVersion: '15.18',
      entries: [
        {
          dumpId: 215,
          kind: 'TABLE',
          name: 'orders',
          namespace: 'public',
          owner: 'Ünal',
          definition: 'CREATE TABLE public.orders (id integer);\n',
          copyStatement: null,
          hasData: false,
        },
        {
          dumpId: 3400,
          kind: 'TABLE DATA',
          name: 'orders',
          namespace: 'public',
          owner: 'Ünal',
          definition: '',
          copyStatement: 'COPY public.orders (id) FROM stdin;\n',
          hasData: true,
        },
      ],
    })
  })

  it('asks for more wherever it is cut', () => {
    const whole = tocOf({ minor: 14, format: 1 })
    for (let length = 0; length < whole.length; length += 1)
      expect(() => readToc(whole.subarray(0, length)), String(length)).toThrow(TocCut)
  })

  it('refuses versions that are not known, and what is none', () => {
    expect(() => readToc(tocOf({ minor: 17, format: 1 }))).toThrow(
      /its archive version is 1\.17, and 1\.12 to 1\.16 are known here/,
    )
    expect(() => readToc(tocOf({ minor: 11, format: 1 }))).toThrow(TocUnknown)
    expect(() => readToc(Buffer.from('PGDMX and more'))).toThrow(TocUnknown)
  })

  it('is never taken in by damaged ones: they are cut, unknown, or read', () => {
    const whole = tocOf({ minor: 14, format: 1 })
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Buffer.from(whole)
        damaged[at] = byte
        try {
          readToc(damaged)
        } catch (error) {
          expect(error instanceof TocCut || error instanceof TocUnknown).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
