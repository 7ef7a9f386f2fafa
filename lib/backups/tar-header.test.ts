import { describe, expect, it } from 'vitest'
import { BLOCK_BYTES, decodeHeader, encodeHeader, paddingAfter } from './tar-header'

const at = new Date('2026-11-23T02:00:00Z')

describe('tar header', () => {
  it.each([0, 1, 511, 512, 8 ** 11 - 1, 8 ** 11, 2 ** 45])('tells a size of %i bytes', (bytes) => {
    const block = encodeHeader({ name: 'tables/run.copy.gz', bytes }, at)
    expect(block.length).toBe(BLOCK_BYTES)
    expect(decodeHeader(block)).toEqual({ name: 'tables/run.copy.gz', bytes })
  })

  it('knows the end of an archive', () => {
    expect(decodeHeader(Buffer.alloc(BLOCK_BYTES))).toBe(null)
  })

  it('notices any changed byte of what it tells', () => {
    const block = encodeHeader({ name: 'manifest.json', bytes: 42 }, at)
    for (const index of [0, 5, 124, 130, 136, 156, 258]) {
      const damaged = Buffer.from(block)
      damaged[index] = (damaged[index] ?? 0) ^ 1
      expect(() => decodeHeader(damaged)).toThrow('damaged')
    }
  })

  it('fills up to whole blocks', () => {
    expect([0, 1, 511, 512, 513].map(paddingAfter)).toEqual([0, 511, 1, 0, 511])
  })
})
