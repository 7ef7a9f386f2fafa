import { expect, it } from 'vitest'
import { isSecretName, maskSecrets } from './mask-secrets'

it.each([
  ['host=db user=app password=hunter2 port=5432', 'host=db user=app password=*** port=5432'],
  ["password='hunter two' host=db", 'password=*** host=db'],
  ['PGPASSWORD=hunter2 pg_dump shop', 'PGPASSWORD=*** pg_dump shop'],
  ['curl https://bot:hunter2@example.com/ping', 'curl https://bot:***@example.com/ping'],
  ['curl -u bot:hunter2 example.com', 'curl -u bot:*** example.com'],
  ['curl -H "Authorization: Bearer hunter2" example.com', 'curl -H "Authorization: Bearer ***" example.com'],
  ['mysqldump -u root -phunter2 shop', 'mysqldump -u root -p*** shop'],
  ['backup --token hunter2 --all', 'backup --token *** --all'],
  ['backup --api-key="hunter 2"', 'backup --api-key=***'],
  ['cp %p /archive/%f', 'cp %p /archive/%f'],
  ['/usr/local/bin/rotate --keep 7', '/usr/local/bin/rotate --keep 7'],
])('%s', (text, masked) => {
  expect(maskSecrets(text)).toBe(masked)
  expect(maskSecrets(text)).not.toContain('hunter')
})

it('is quick with a text made to be slow', () => {
  const began = performance.now()
  maskSecrets(`${'password'.repeat(20_000)}${' -u '.repeat(5_000)}`)
  maskSecrets(`mysql ${' -'.repeat(50_000)}`)
  expect(performance.now() - began).toBeLessThan(500)
})

it.each([
  ['app.jwt_secret', true],
  ['ssl_passphrase', true],
  ['pgauditx.api_key', true],
  ['password_encryption', false],
  ['ssl_key_file', false],
  ['max_connections', false],
])('%s holds a secret: %s', (setting, expected) => expect(isSecretName(setting)).toBe(expected))
