import { describe, expect, it } from 'vitest'
import { withoutEnd } from './question-text'

describe('a question without its end', () => {
  it.each([
    ['select 1', 'select 1'],
    ['select 1;', 'select 1'],
    ['select 1 ; \n', 'select 1 '],
    ['select 1; -- how many', 'select 1'],
    ['select 1; -- how; many', 'select 1'],
    ['select 1;\n-- how many\n\n  -- really\n', 'select 1'],
    ['select 1 -- how many', 'select 1 -- how many'],
    [`select ';' as sign`, `select ';' as sign`],
    ['select 1\n;', 'select 1\n'],
    ['-- a comment alone', '-- a comment alone'],
    ['', ''],
  ])('of %j is %j', (question, rest) => {
    expect(withoutEnd(question)).toBe(rest)
  })

  it.each([
    `select 1;${'--'.repeat(1_990)}\nx`,
    `select 1;${'-- '.repeat(1_300)}\n${'; '.repeat(40)}x`,
    `${';'.repeat(3_999)}x`,
    `${';--'.repeat(1_300)}\nx`,
  ])('is found at once, whatever was typed (%#)', (question) => {
    const begun = performance.now()
    withoutEnd(question)
    expect(performance.now() - begun).toBeLessThan(500)
  })
})
