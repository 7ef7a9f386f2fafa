import { expect, test } from 'vitest'
import { keepsSecret } from './keeps-secret'

const before = { host: 'db.example.com', port: 5432, database: 'orders', user: 'audit', tls: 'require' }

test.each([
  ['nothing changed', {}, true],
  ['another database', { database: 'stock' }, true],
  ['another role', { user: 'reader' }, true],
  ['another host', { host: 'evil.example.com' }, false],
  ['another port', { port: 6432 }, false],
  ['weaker TLS', { tls: 'prefer' }, false],
  ['no TLS', { tls: 'disable' }, false],
  ['stricter TLS is a change too', { tls: 'verify-full' }, false],
])('%s', (_name, change, kept) => {
  expect(keepsSecret(before, { ...before, ...change })).toBe(kept)
})
