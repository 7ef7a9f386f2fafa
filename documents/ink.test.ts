import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ink } from './ink'
import { dark } from './mail-style'

const css = readFileSync(new URL('../app/styles/tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(([, name = '', light, night]) => [
    name,
    [light, night],
  ]),
)
const names = { page: 'bg', ink2: 'ink-2', ink3: 'ink-3', lineStrong: 'line-strong' } as const
const tokenOf = (name: string) => tokens.get(name in names ? names[name as keyof typeof names] : name)

test.each(Object.entries(ink))('%s on paper and in mail is the token of the screen', (name, color) => {
  expect(tokenOf(name)?.[0]).toBe(color)
})

test.each(Object.entries(dark))('%s in a dark mail is the token of the dark screen', (name, color) => {
  expect(tokenOf(name)?.[1]).toBe(color)
})
