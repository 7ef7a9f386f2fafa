import { expect, it } from 'vitest'
import { safeNext } from './safe-next'

it.each([
  [undefined, '/today'],
  ['', '/today'],
  ['/findings?state=open&sort=-due', '/findings?state=open&sort=-due'],
  ['/systems/019a', '/systems/019a'],
  ['https://evil.example/', '/today'],
  ['//evil.example/', '/today'],
  ['/\\evil.example/', '/today'],
  ['/\t/evil.example', '/today'],
  ['/systems\\..\\..', '/today'],
  ['/.//evil.example', '/today'],
  ['/x/..//evil.example', '/today'],
  ['javascript:alert(1)', '/today'],
  ['/logout', '/today'],
  ['/login?next=/login', '/today'],
  ['/api/auth/signout', '/today'],
])('%s leads to %s', (wanted, path) => {
  expect(safeNext(wanted)).toBe(path)
})
