import { monitorEventLoopDelay } from 'node:perf_hooks'
import { beforeAll, describe, expect, it } from 'vitest'
import { matchBody } from './match-body'
import { matchPattern, patternTextLimit } from './match-pattern'

/** Patterns that make backtracking engines explode, or RE2 programs large. */
const evil = [
  '^(a+)+$',
  '(a|aa)+$',
  '(a|a?)+$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(.*a){20}',
  '(.*){1,32}[bc]',
  '(a*)*b',
  '(a+){10}b',
  '(?:a|b|ab)*c',
  '(x+x+)+y',
  '([a-zA-Z]+)*$',
  '(\\w+\\s?)*$',
  '^(\\d+)*$',
  '(a?){50}a{50}',
  '((a{0,100}){0,10})',
  'a{1000}',
  '(a{30}){30}',
  '[a-z]{500}[0-9]{400}',
  '.{1,1000}x',
  '(.+)+(.+)+(.+)+!',
  '(\\s|.)+?z',
  '((((a*)*)*)*)*b',
  '(?i)(AAAA+)+b',
  '(?s).*.*.*.*.*=.*',
  '^.*?,.*?,.*?,.*?,.*?;$',
  '\\pL+\\pN+\\pL+$',
  '(a|b|c|d|e|f|g|h)*i$',
  '(aaa*)*[^a]',
  '(.|\\n)*?END',
  '(?:(?:a+)+b?)+$',
]

beforeAll(() => matchPattern('warm', 'up'))

describe('patterns', () => {
  it('find what they should', async () => {
    expect(await matchPattern('b+', 'aabbcc')).toEqual({ outcome: 'matched', found: 'bb' })
    expect(await matchPattern('^b', 'aabbcc')).toEqual({ outcome: 'no-match' })
    expect(await matchPattern('(', 'x')).toMatchObject({ outcome: 'invalid' })
    expect(await matchPattern('(?!x)', 'x')).toMatchObject({ outcome: 'invalid' })
    expect(await matchPattern('(a)\\1', 'aa')).toMatchObject({ outcome: 'invalid' })
    expect(await matchPattern('x'.repeat(257), 'x')).toMatchObject({ outcome: 'invalid' })
  })

  it(`see only the first ${patternTextLimit} characters`, async () => {
    expect((await matchPattern('needle', `${'.'.repeat(patternTextLimit)}needle`)).outcome).toBe('no-match')
  })

  it('answer each question with its own result', async () => {
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((letter) => matchPattern(letter, 'xbxdx')))
    expect(results.map(({ outcome }) => outcome)).toEqual(['no-match', 'matched', 'no-match', 'matched'])
  })

  it('end within a second each on 256 KiB, and hold nobody up meanwhile', async () => {
    const text = 'a'.repeat(patternTextLimit)
    const delay = monitorEventLoopDelay({ resolution: 10 })
    delay.enable()
    for (const pattern of evil) {
      const startedAt = performance.now()
      const { outcome } = await matchPattern(pattern, text)
      expect(performance.now() - startedAt, pattern).toBeLessThan(1_500)
      expect(outcome).not.toBe('invalid')
    }
    delay.disable()
    expect(delay.percentile(99) / 1e6).toBeLessThan(100)
    // The thread that was ended is replaced.
    expect((await matchPattern('b+', 'abb')).outcome).toBe('matched')
  })
})

describe('matchBody', () => {
  it.each([
    ['{"a":{"b":[1,2]}}', '$.a.b[1]', '2', true],
    ['{"a":true}', '$.a', 'true', true],
    ['{"a":"true"}', '$.a', 'true', true],
    ['{"a":null}', '$.a', 'null', true],
    ['{"a":{"b":1}}', '$.a', '{"b":1}', true],
    ['{"a":1}', '$.b', '1', false],
    ['not json', '$.a', '1', false],
    ['', '$', '', false],
  ])('%s at %s is %s: %s', async (text, path, expected, matched) => {
    expect(await matchBody(text, { how: 'json', path, expected })).toMatchObject({ matched })
  })
})
