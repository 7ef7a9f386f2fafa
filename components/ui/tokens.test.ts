import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const source = readFileSync(new URL('../../app/styles/tokens.css', import.meta.url), 'utf8')

/** Tokens of one theme: --ink: light-dark(#1b1a17, #f1efe9). */
const theme = (index: 1 | 2) =>
  new Map(
    [...source.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map((found) => [
      found[1],
      found[1 + index],
    ]),
  )

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['bg', 'surface', 'sunken']
const words = ['ink', 'ink-2', 'ink-3', 'ok', 'warn', 'crit', 'unknown']

describe.each([
  ['light', theme(1)],
  ['dark', theme(2)],
] as const)('the %s theme', (_name, tokens) => {
  const of = (name: string) => tokens.get(name) ?? '#000000'

  it.each(grounds)('has readable words on %s', (ground) => {
    for (const word of words) expect(contrast(of(word), of(ground)), word).toBeGreaterThanOrEqual(4.5)
  })

  it('has readable words on the tint of each state', () => {
    for (const state of ['ok', 'warn', 'crit', 'unknown']) {
      expect(contrast(of(state), of(`${state}-tint`)), state).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('has readable words on ink, and borders and focus that can be seen', () => {
    expect(contrast(of('on-ink'), of('ink'))).toBeGreaterThanOrEqual(4.5)
    for (const edge of ['line-strong', 'focus'])
      expect(contrast(of(edge), of('bg')), edge).toBeGreaterThanOrEqual(3)
  })

  it('has series that stand out from the ground', () => {
    for (const series of ['s1', 's2', 's3', 's4'])
      expect(contrast(of(series), of('bg')), series).toBeGreaterThanOrEqual(3)
  })
})
