import { expect, it } from 'vitest'
import { newId } from '@/lib/db/new-id'
import { newLinkToken } from './link-token'
import { loggablePath } from './loggable-path'

it.each(['/shared/reports/', '/unsubscribe/', '/api/unsubscribe/', '/welcome/', '/setup?token='])(
  '%s… is logged without its token',
  (path) => {
    for (let count = 0; count < 50; count += 1) {
      const { token } = newLinkToken()
      expect(loggablePath(`${path}${token}`)).toBe(`${path}[masked]`)
    }
  },
)

it('keeps ids, by which a fault is found', () => {
  const path = `/reports/${newId()}/check?series=mount%20/var`
  expect(loggablePath(path)).toBe(path)
})
