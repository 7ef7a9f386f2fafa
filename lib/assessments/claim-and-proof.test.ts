import { describe, expect, it } from 'vitest'
import { otherHalves } from './claim-and-proof'
import type { ControlLine } from './view'

const line = (over: Partial<ControlLine>) => ({ outcome: 'pass', freshness: 'fresh', ...over }) as ControlLine
const claim = { key: 'backup.runs', proofOf: null }
const proof = { key: 'backup.restore-tested', proofOf: 'backup.runs' }
const other = { key: 'resources.disk', proofOf: null }

describe('the other half', () => {
  it('of a proof is its claim', () => {
    const asked = [
      { control: claim, line: line({ key: claim.key }) },
      { control: other, line: line({}) },
    ]
    expect(otherHalves(proof, asked)).toEqual([
      { is: 'claim', line: asked[0]?.line, sentence: 'This question is its proof.' },
    ])
  })

  it.each([
    [{ outcome: 'pass', freshness: 'fresh' }, /is proven/],
    [{ outcome: 'pass', freshness: 'due-soon' }, /is proven/],
    [{ outcome: 'pass', freshness: 'stale' }, /only a claim/],
    [{ outcome: 'unknown', freshness: 'never' }, /only a claim/],
    [{ outcome: 'warn', freshness: 'fresh' }, /only a claim/],
    [{ outcome: 'fail', freshness: 'fresh' }, /only a claim/],
  ] as const)('of a claim is its proof: %o', (stands, says) => {
    const [half] = otherHalves(claim, [{ control: proof, line: line(stands) }])
    expect(half).toMatchObject({ is: 'proof', sentence: expect.stringMatching(says) })
  })

  it('is none where nobody asks it', () => {
    expect(otherHalves(proof, [{ control: other, line: line({}) }])).toEqual([])
  })
})
