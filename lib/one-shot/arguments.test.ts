import { describe, expect, it } from 'vitest'
import { readArguments, WrongArguments } from './arguments'

const target = { argument: 'https://shop.example.com/' }

describe('readArguments', () => {
  it.each([
    [['https://shop.example.com/'], { help: false, source: target, json: false, timeoutMs: null }],
    [['https://shop.example.com/', '--json'], { help: false, source: target, json: true, timeoutMs: null }],
    [['--json', 'https://shop.example.com/'], { help: false, source: target, json: true, timeoutMs: null }],
    [
      ['--timeout', '2.5', 'https://shop.example.com/'],
      { help: false, source: target, json: false, timeoutMs: 2_500 },
    ],
    [
      ['--timeout=2', 'https://shop.example.com/'],
      { help: false, source: target, json: false, timeoutMs: 2_000 },
    ],
    [
      ['--dsn-env', 'AUDIT_DSN'],
      { help: false, source: { environment: 'AUDIT_DSN' }, json: false, timeoutMs: null },
    ],
    [['-'], { help: false, source: { standardInput: true }, json: false, timeoutMs: null }],
    [['--help'], { help: true }],
    [['x', '-h'], { help: true }],
  ])('%j', (words, expected) => expect(readArguments(words)).toEqual(expected))

  it.each([
    [[], /What shall be audited/],
    [['a', 'b'], /More than one target/],
    [['--verbose', 'a'], /"--verbose" is not an option/],
    [['a', '--timeout'], /0.1 to 600/],
    [['a', '--timeout', '0'], /0.1 to 600/],
    [['a', '--timeout', 'soon'], /0.1 to 600/],
    [['--dsn-env'], /name of an environment variable/],
    [['--dsn-env', 'postgres://x'], /name of an environment variable/],
    [['a', '--dsn-env', 'B'], /not both/],
  ])('refuses %j', (words, sentence) => {
    expect(() => readArguments(words)).toThrow(WrongArguments)
    expect(() => readArguments(words)).toThrow(sentence)
  })
})
