import { expect, it } from 'vitest'
import { safeNext } from './safe-next'

it.each([
  [undefined, '/'],
  ['', '/'],
  ['/findings?state=open&sort=-due', '/findings?state=open&sort=-due'],
  ['/systems/019a', '/systems/019a'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['/\t/evil.example', '/'],
  ['/systems\\..\\..', '/'],
  ['/.//evil.example', '/'],
  ['/x/..//evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/logout', '/'],
  ['/login?next=/login', '/'],
  ['/api/auth/signout', '/'],
])('%s leads to %s', (wanted, path) => {
  expect(safeNext(wanted)).toBe(path)
})
