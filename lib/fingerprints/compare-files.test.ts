import { describe, expect, it } from 'vitest'
import { compareFiles } from './compare-files'
import type { Difference } from './difference'
import { decodeFile, encodeFile, isSampled, type ListedFile } from './file-list'
import { mergeSorted } from './merge-sorted'

const file = (path: string, over: Partial<ListedFile> = {}): ListedFile => ({
  path,
  kind: 'file',
  bytes: 10,
  sha256: 'a'.repeat(64),
  modified: 1_700_000_000,
  ...over,
})
async function* list<Item>(items: readonly Item[]) {
  yield* items
}

async function compared(before: ListedFile[], after: ListedFile[]) {
  const counts = { equal: 0 }
  const found: Difference[] = []
  for await (const each of compareFiles('files: uploads', list(before), list(after), counts)) found.push(each)
  return { equal: counts.equal, found: found.map(({ key, kind }) => `${kind} ${key}`), all: found }
}

describe('comparing files', () => {
  it('holds neither list: a difference is told before more is asked for', async () => {
    let asked = 0
    async function* many(bytesOfLast: number) {
      for (let index = 1; index <= 3_000; index += 1) {
        asked += 1
        yield file(String(index).padStart(5, '0'), index % 1_000 === 0 ? { bytes: bytesOfLast } : {})
      }
    }
    const counts = { equal: 0 }
    const askedAt: number[] = []
    for await (const _each of compareFiles('files', many(1), many(2), counts)) askedAt.push(asked)
    expect(askedAt).toEqual([2_000, 4_000, 6_000])
    expect(counts.equal).toBe(2_997)
  })

  it.each<[string, ListedFile[], ListedFile[], number, string[]]>([
    ['nothing on either side', [], [], 0, []],
    ['the same', [file('a'), file('b')], [file('a', { modified: 1 }), file('b')], 2, []],
    ['one lost, one new', [file('a'), file('b')], [file('b'), file('c')], 1, ['missing a', 'extra c']],
    ['all lost', [file('a'), file('b')], [], 0, ['missing a', 'missing b']],
    ['another size', [file('a')], [file('a', { bytes: 11 })], 0, ['differs a']],
    ['another content', [file('a')], [file('a', { sha256: 'b'.repeat(64) })], 0, ['differs a']],
    ['not read on one side', [file('a')], [file('a', { sha256: null })], 1, []],
    ['a link instead', [file('a')], [file('a', { kind: 'link' })], 0, ['differs a']],
    ['not readable', [file('a')], [file('a', { kind: 'unreadable', sha256: null })], 0, ['unknown a']],
    [
      'a folder that may not be looked into',
      [file('b'), file('private/a'), file('private/b'), file('privately')],
      [file('b'), file('private/', { kind: 'unreadable' }), file('privately')],
      2,
      ['unknown private/'],
    ],
    [
      'a folder that could not be looked into before',
      [file('private/', { kind: 'unreadable' })],
      [file('private/a'), file('zebra')],
      0,
      ['unknown private/', 'extra zebra'],
    ],
  ])('%s', async (_what, before, after, equal, found) => {
    expect(await compared(before, after)).toMatchObject({ equal, found })
  })

  it('says what was there and what is', async () => {
    const { all } = await compared([file('a')], [file('a', { bytes: 11, sha256: null })])
    expect(all).toEqual([
      {
        area: 'files: uploads',
        key: 'a',
        kind: 'differs',
        before: '10 bytes, sha256 aaaaaaaaaaaa…',
        after: '11 bytes',
      },
    ])
  })

  it('refuses a list that is not sorted, instead of finding everything missing', async () => {
    await expect(compared([file('b'), file('a')], [file('a'), file('b')])).rejects.toThrow(/not sorted/)
  })

  it('lets go of both lists when nobody reads on', async () => {
    let open = 2
    async function* endless() {
      try {
        for (let index = 0; ; index += 1) yield index
      } finally {
        open -= 1
      }
    }
    for await (const _pair of mergeSorted(endless(), endless(), (a, b) => a - b)) break
    expect(open).toBe(0)
  })
})

describe('a line of a file list', () => {
  it.each([
    file('folder/name with  spaces.txt'),
    file('ü/🚂'),
    file('a', { sha256: null }),
    file('l', { kind: 'link', bytes: 0 }),
    file('private/', { kind: 'unreadable', bytes: 0, sha256: null, modified: 0 }),
  ])('is read back as it was: $path', (each) => {
    expect(decodeFile(encodeFile(each))).toEqual(each)
  })

  it.each(['', 'a', 'a\tf\t1\t2', 'a\tx\t1\t2\t', 'a\tf\t1\t2\t\tmore'])('is refused: %j', (line) => {
    expect(() => decodeFile(line)).toThrow(/cannot be read/)
  })
})

describe('the sample', () => {
  const sample = { seed: 'one', everyBelowBytes: 100, percent: 10 }
  const big = Array.from({ length: 5_000 }, (_each, index) => `file-${index}`)

  it('takes every small file, and about its share of the bigger ones', () => {
    expect(big.every((path) => isSampled(path, 100, sample))).toBe(true)
    const drawn = big.filter((path) => isSampled(path, 101, sample)).length
    expect(drawn).toBeGreaterThan(400)
    expect(drawn).toBeLessThan(600)
  })

  it('is the same on both sides, and another under another seed', () => {
    const draw = (seed: string) => big.filter((path) => isSampled(path, 1_000, { ...sample, seed }))
    expect(draw('one')).toEqual(draw('one'))
    expect(draw('one')).not.toEqual(draw('two'))
    expect(big.some((path) => isSampled(path, 101, { ...sample, percent: 0 }))).toBe(false)
    expect(big.every((path) => isSampled(path, 101, { ...sample, percent: 100 }))).toBe(true)
  })
})
