import { expect, test } from 'vitest'
import { fingerprint } from './fingerprint'

const identity = { system: 's1', kind: 'tls.expiry', targetAddress: 'a.example:443', resource: 'leaf' }

test('is stable and hexadecimal', () => {
  expect(fingerprint(identity)).toMatch(/^[0-9a-f]{64}$/)
  expect(fingerprint({ ...identity })).toBe(fingerprint(identity))
})

test.each([
  ['system', { system: 's2' }],
  ['kind', { kind: 'tls.chain' }],
  ['target', { targetAddress: 'b.example:443' }],
  ['resource', { resource: 'intermediate' }],
])('another %s is another finding', (_name, change) =>
  expect(fingerprint({ ...identity, ...change })).not.toBe(fingerprint(identity)),
)

test('parts do not run into each other', () => {
  expect(fingerprint({ ...identity, targetAddress: 'ab', resource: 'c' })).not.toBe(
    fingerprint({ ...identity, targetAddress: 'a', resource: 'bc' }),
  )
})
