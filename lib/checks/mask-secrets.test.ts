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
  ['curl --user bot:hunter2 example.com', 'curl --user bot:*** example.com'],
  ["curl -u'bot:hunter2' example.com", "curl -u'bot:*** example.com"],
  ['curl -u "bot:a hunter2" example.com', 'curl -u bot:*** example.com'],
  ['curl -H "Authorization: ApiKey hunter2" example.com', 'curl -H "Authorization: ***" example.com'],
  ['curl -H "X-Anything: hunter2" example.com', 'curl -H "X-Anything: ***" example.com'],
  [`curl -d '{"user": "a", "password": "a hunter2"}' x`, `curl -d '{"user": "a", "password": ***' x`],
  ['curl https://example.com/?key=hunter2', 'curl https://example.com/?key=***'],
  ['curl https://hc-ping.com/5b1f8a0c-0001-4222-8333-44hunter2444', 'curl https://hc-ping.com/***'],
  ['curl https://hooks.example.com/T0/hunter2hunter2hunter2', 'curl https://hooks.example.com/T0/***'],
  ['postgres://u:p@hunter2@db/shop', 'postgres://u:***@db/shop'],
  ['https://hunter2@sentry.example.com/1', 'https://***@sentry.example.com/1'],
  ['sshpass -p hunter2 ssh ada@db', 'sshpass -p *** ssh ada@db'],
  ['/usr/bin/redis-cli -a hunter2 ping', '/usr/bin/redis-cli -a *** ping'],
  ['mongodump -u a -p hunter2', 'mongodump -u a -p ***'],
  ['ldapsearch -w hunter2 x', 'ldapsearch -w *** x'],
  ['smbclient -U bot%hunter2 //nas/x', 'smbclient -U bot%*** //nas/x'],
  ["mysql -p'a hunter2' shop", 'mysql -p*** shop'],
  [`mysql -e "alter user a identified by 'hunter2'"`, 'mysql -e "alter user a identified by ***"'],
  [`psql -c "alter role app password 'a hunter2'"`, 'psql -c "alter role app password ***"'],
  ['bash -c "PGPASSWORD=hunter2 pg_dump shop"', 'bash -c "PGPASSWORD=*** pg_dump shop"'],
  ['echo "root:hunter2" | chpasswd', 'echo *** | chpasswd'],
  ["password='a\\'hunter2 b' host=db", 'password=*** host=db'],
  ["password = 'a''hunter2' host=db", 'password = *** host=db'],
  ['password=a\\ hunter2 host=db', 'password=*** host=db'],
  ['PGPASSWORD="a"hunter2 pg_dump', 'PGPASSWORD=*** pg_dump'],
  ['PGPASSWORD=$(echo hunter2) pg_dump', 'PGPASSWORD=*** pg_dump'],
  ["backup --token '-hunter2'", 'backup --token ***'],
  ['DB_PW=hunter2 backup', 'DB_PW=*** backup'],
  ['ENCRYPTION_KEY=hunter2 backup', 'ENCRYPTION_KEY=*** backup'],
  ["PASSWORD='hunter2 and never closed", 'PASSWORD=***'],
  ['psql -U app -p 5432 -c "select 1" shop', 'psql -U app -p 5432 -c "select 1" shop'],
  ['mkdir -p /srv/backup && cp -p a b', 'mkdir -p /srv/backup && cp -p a b'],
  ['user=%u,db=%d,app=%a,client=%h ', 'user=%u,db=%d,app=%a,client=%h '],
  ['"$user", public', '"$user", public'],
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
  ['app.encryption_key', true],
  ['password_encryption', false],
  ['ssl_key_file', false],
  ['max_connections', false],
])('%s holds a secret: %s', (setting, expected) => expect(isSecretName(setting)).toBe(expected))
