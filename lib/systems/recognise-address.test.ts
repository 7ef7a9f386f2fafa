import { describe, expect, it } from 'vitest'
import { Problem } from '@/lib/problem'
import { recogniseAddress } from './recognise-address'
import { targetConfigs } from './target-address'

const pg = { host: 'db.example.com', port: 5432, database: 'orders', user: 'audit', tls: 'prefer' }

const understood: [input: string, kind: string, address: string, config: object, secret?: string | null][] = [
  [
    'https://shop.example.com/health',
    'url',
    'https://shop.example.com/health',
    { url: 'https://shop.example.com/health' },
  ],
  ['  https://shop.example.com  ', 'url', 'https://shop.example.com/', { url: 'https://shop.example.com/' }],
  ['"https://shop.example.com/"', 'url', 'https://shop.example.com/', { url: 'https://shop.example.com/' }],
  ['<https://shop.example.com/>', 'url', 'https://shop.example.com/', { url: 'https://shop.example.com/' }],
  [
    'HTTPS://Shop.Example.COM/Path',
    'url',
    'https://shop.example.com/Path',
    { url: 'https://shop.example.com/Path' },
  ],
  ['http://10.1.2.3:8080/', 'url', 'http://10.1.2.3:8080/', { url: 'http://10.1.2.3:8080/' }],
  [
    'http://[2001:db8::1]:8080/x',
    'url',
    'http://[2001:db8::1]:8080/x',
    { url: 'http://[2001:db8::1]:8080/x' },
  ],
  [
    'https://shop.example.com/a?b=c#part',
    'url',
    'https://shop.example.com/a?b=c',
    { url: 'https://shop.example.com/a?b=c' },
  ],
  ['https://shop.example.com:443/', 'url', 'https://shop.example.com/', { url: 'https://shop.example.com/' }],
  [
    'https://bücher.example/',
    'url',
    'https://xn--bcher-kva.example/',
    { url: 'https://xn--bcher-kva.example/' },
  ],
  ['https://shop.example.com./', 'url', 'https://shop.example.com/', { url: 'https://shop.example.com/' }],
  ['shop.example.com', 'url', 'https://shop.example.com/', { url: 'https://shop.example.com/' }],
  ['web_1', 'url', 'https://web_1/', { url: 'https://web_1/' }],
  ['10.1.2.3', 'url', 'https://10.1.2.3/', { url: 'https://10.1.2.3/' }],
  ['2001:db8::1', 'url', 'https://[2001:db8::1]/', { url: 'https://[2001:db8::1]/' }],
  ['[2001:db8::1]', 'url', 'https://[2001:db8::1]/', { url: 'https://[2001:db8::1]/' }],
  ['shop.example.com:443', 'url', 'https://shop.example.com/', { url: 'https://shop.example.com/' }],
  ['shop.example.com:80', 'url', 'http://shop.example.com/', { url: 'http://shop.example.com/' }],
  ['db.example.com:5432', 'tcp', 'db.example.com:5432', { host: 'db.example.com', port: 5432 }],
  ['10.1.2.3:22', 'tcp', '10.1.2.3:22', { host: '10.1.2.3', port: 22 }],
  ['[2001:db8::1]:5432', 'tcp', '[2001:db8::1]:5432', { host: '2001:db8::1', port: 5432 }],
  ['localhost:8080', 'tcp', 'localhost:8080', { host: 'localhost', port: 8080 }],
  ['tcp://db.example.com:3306', 'tcp', 'db.example.com:3306', { host: 'db.example.com', port: 3306 }],
  ['tls://mail.example.com:465', 'tls', 'mail.example.com:465', { host: 'mail.example.com', port: 465 }],
  ['ssl://mail.example.com:465/', 'tls', 'mail.example.com:465', { host: 'mail.example.com', port: 465 }],
  ['localhost', 'host', 'this host', {}],
  ['This host', 'host', 'this host', {}],
  ['127.0.0.1', 'host', 'this host', {}],
  [
    'postgres://audit:s3cret@db.example.com:5432/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    'postgresql://audit:s3cret@db.example.com/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    'POSTGRES://audit:s3cret@DB.example.com/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    'postgres://audit@db.example.com/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    null,
  ],
  [
    'postgres://audit:@db.example.com/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    null,
  ],
  [
    'postgres://audit:p%40s%2Fs%23%3F%25@db.example.com/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    'p@s/s#?%',
  ],
  [
    'postgres://audit:a:b@db.example.com/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    'a:b',
  ],
  [
    'postgres://audit@[2001:db8::1]:6432/orders',
    'postgres',
    'postgresql://audit@[2001:db8::1]:6432/orders',
    { ...pg, host: '2001:db8::1', port: 6432 },
    null,
  ],
  [
    'postgres://audit@db.example.com',
    'postgres',
    'postgresql://audit@db.example.com:5432/audit',
    { ...pg, database: 'audit' },
    null,
  ],
  [
    'postgres://my%20user@db.example.com/my%20db',
    'postgres',
    'postgresql://my%20user@db.example.com:5432/my%20db',
    { ...pg, user: 'my user', database: 'my db' },
    null,
  ],
  [
    'postgres://audit@db.example.com/orders?sslmode=require',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    { ...pg, tls: 'require' },
    null,
  ],
  [
    'postgres://audit@db.example.com/orders?sslmode=verify-ca',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    { ...pg, tls: 'verify-full' },
    null,
  ],
  [
    'postgres://audit@db.example.com/orders?sslmode=disable&connect_timeout=3',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    { ...pg, tls: 'disable' },
    null,
  ],
  [
    'postgres://db.example.com/orders?user=audit&password=p%40ss',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    'p@ss',
  ],
  [
    'jdbc:postgresql://db.example.com:5432/orders?user=audit&password=s3cret',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    'postgresql+psycopg2://audit:s3cret@db.example.com/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    'DATABASE_URL=postgres://audit:s3cret@db.example.com/orders',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    'export DATABASE_URL="postgres://audit:s3cret@db.example.com/orders"',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    "psql 'postgres://audit:s3cret@db.example.com/orders'",
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    'host=db.example.com dbname=orders user=audit password=s3cret',
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    's3cret',
  ],
  [
    "dbname = 'orders' host='db.example.com' user=audit password='a b\\'c\\\\d'",
    'postgres',
    'postgresql://audit@db.example.com:5432/orders',
    pg,
    "a b'c\\d",
  ],
  [
    'host=db.example.com user=audit port=6432 sslmode=verify-full dbname=orders',
    'postgres',
    'postgresql://audit@db.example.com:6432/orders',
    { ...pg, port: 6432, tls: 'verify-full' },
    null,
  ],
  [
    'hostaddr=10.1.2.3 host=ignored user=audit dbname=orders',
    'postgres',
    'postgresql://audit@10.1.2.3:5432/orders',
    { ...pg, host: '10.1.2.3' },
    null,
  ],
  ['/var/backups/orders', 'backup', '/var/backups/orders/*', { path: '/var/backups/orders', pattern: '*' }],
  ['/var/backups/orders/', 'backup', '/var/backups/orders/*', { path: '/var/backups/orders', pattern: '*' }],
  [
    '/var/backups/orders/*.dump',
    'backup',
    '/var/backups/orders/*.dump',
    { path: '/var/backups/orders', pattern: '*.dump' },
  ],
  [
    '/var/backups/orders-??.sql.gz',
    'backup',
    '/var/backups/orders-??.sql.gz',
    { path: '/var/backups', pattern: 'orders-??.sql.gz' },
  ],
  [
    '/var/backups/orders.sql.gz',
    'backup',
    '/var/backups/orders.sql.gz',
    { path: '/var/backups', pattern: 'orders.sql.gz' },
  ],
  [
    '/srv/my backups/nightly',
    'backup',
    '/srv/my backups/nightly/*',
    { path: '/srv/my backups/nightly', pattern: '*' },
  ],
  ['file:///var/backups/*.tar', 'backup', '/var/backups/*.tar', { path: '/var/backups', pattern: '*.tar' }],
]

describe('what is understood', () => {
  it.each(understood)('%s', (input, kind, address, config, secret = null) => {
    const found = recogniseAddress(input)
    expect({ kind: found.kind, address: found.address, config: found.config, secret: found.secret }).toEqual({
      kind,
      address,
      config,
      secret,
    })
    expect(targetConfigs[found.kind].safeParse(found.config).success).toBe(true)
    expect(found.name).not.toBe('')
  })
})

const refused: [input: string, says: RegExp][] = [
  ['', /Nothing was given/],
  ['   ', /Nothing was given/],
  ['shop.example.com/health', /scheme is missing.*https:\/\/shop\.example\.com\/health/],
  ['shop.example.com?x=1', /scheme is missing/],
  ['audit:canary@db.example.com/orders', /scheme is missing before the user/],
  ['audit@db.example.com:5432/orders', /scheme is missing before the user/],
  ['htp://example.com', /"htp:\/\/" is not known/],
  ['https:/example.com', /belongs "\/\/"/],
  ['javascript:alert(1)', /belongs "\/\/"/],
  ['jdbc:mysql://db.example.com/x', /belongs "\/\/"|not supported/],
  ['https://', /names no host/],
  ['https:///path', /names no host/],
  ['https://shop.example.com:99999/', /port 99999 is out of range/],
  ['https://shop.example.com:0/', /port 0 is out of range/],
  ['https://shop.example.com:80a/', /port "80a" is not a number/],
  ['https://shop example.com/', /holds a space/],
  ['https://shop.example.com\\@evil.example/', /backslash/],
  ['https://ada:canary@shop.example.com/', /user name or password/],
  ['https://ada@shop.example.com/', /user name or password/],
  ['https://shop.example.com/?token=canary', /"token" looks like a secret/],
  ['https://shop.example.com/?X-Amz-Signature=canary', /looks like a secret/],
  ['https://256.1.1.1/', /not an IPv4 address/],
  ['https://2130706433/', /not an IPv4 address/],
  ['https://0x7f000001/', /not an IPv4 address/],
  ['https://127.1/', /not an IPv4 address/],
  ['https://010.0.0.1/', /not an IPv4 address/],
  ['https://[::zz]/', /not an IPv6 address/],
  ['https://[fe80::1%25eth0]/', /not an IPv6 address/],
  ['https://-bad-.example.com/', /not a host name/],
  ['https://shop..example.com/', /not a host name/],
  ['https://host.1/', /not a host name/],
  ['10.1.2', /not an IPv4 address/],
  ['10.1.2.3.4', /not an IPv4 address/],
  ['db.example.com:', /port "" is not a number/],
  ['db.example.com:99999', /out of range/],
  ['db.example.com:http', /not a number/],
  [':5432', /host is missing/],
  ['2001:db8::zz', /not an IPv6 address/],
  ['tcp://db.example.com', /host and a port/],
  ['tcp://db.example.com:3306/x', /host and a port/],
  ['tls://user@mail.example.com:465', /host and a port/],
  ['mysql://root:canary@db.example.com/x', /MySQL is not supported yet/],
  ['mysql+pymysql://root:canary@db.example.com/x', /MySQL is not supported yet/],
  ['mongodb+srv://root:canary@db.example.com/x', /MongoDB is not supported yet/],
  ['redis://:canary@cache.example.com:6379', /Redis is not supported yet/],
  ['s3://bucket/backups', /S3 is not supported yet/],
  ['postgres://', /host is missing/],
  ['postgres://db.example.com/orders', /user is missing/],
  ['postgres://:canary@db.example.com/orders', /user is missing/],
  ['postgres://audit:canary@/orders', /host is missing/],
  ['postgres://audit:canary@db.example.com:port/orders', /port "port" is not a number/],
  ['postgres://audit:canary@db.example.com:70000/orders', /70000 is out of range/],
  ['postgres://audit:can@ry@db.example.com/orders', /percent-encoded/],
  ['postgres://audit:can#canary@db.example.com/orders', /percent-encoded/],
  ['postgres://audit:can/canary@db.example.com/orders', /percent-encoded/],
  ['postgres://audit:can?canary@db.example.com/orders', /percent-encoded/],
  ['postgres://audit:canary%@db.example.com/orders', /percent-encoded/],
  ['postgres://audit:canary%ff@db.example.com/orders', /%25/],
  ['postgres://audit:canary secret@db.example.com/orders', /holds a space/],
  ['postgres://audit:canary@a.example.com,b.example.com/orders', /more than one server/],
  ['postgres://audit:canary@%2Fvar%2Frun%2Fpostgresql/orders', /Unix socket/],
  ['postgres://audit:canary@db.example.com/orders?sslmode=maybe', /sslmode "maybe" is not known/],
  ['host=/var/run/postgresql user=audit', /Unix socket/],
  ['host=a,b user=audit', /more than one server/],
  ['host=db.example.com dbname=orders', /user is missing/],
  ['user=audit password=canary', /host is missing/],
  ["host=db.example.com user=audit password='canary", /keyword=value/],
  ['host=db.example.com user=audit password=can ary', /keyword=value/],
  ['./backups', /begin at the root/],
  ['../backups', /begin at the root/],
  ['~/backups', /begin at the root/],
  ['C:\\backups', /Windows paths/],
  ['\\\\server\\share', /Windows paths/],
  ['/var/../etc', /written out/],
  ['/', /root folder/],
  ['/*.dump', /root folder/],
  ['/var/*/orders.dump', /Only the file name/],
  ['https://shop.example.com/\nHost: evil', /invisible character/],
  ['https://shop.example.com/\u0000', /invisible character/],
  ['postgres://audit:canary', /host is missing after/],
  [`https://shop.example.com/${'a'.repeat(2_000)}`, /at most 2,000/],
]

describe('what is refused, with a sentence and an example', () => {
  it.each(refused)('%s', (input, says) => {
    const problem = problemOf(input)
    expect(problem.kind).toBe('invalid')
    expect(problem.message).toMatch(says)
    expect(problem.message).not.toContain('canary')
    if (input.trim() !== '' && !/invisible|2,000/.test(problem.message))
      expect(problem.message).toContain('Example')
  })
})

it('never puts the password into anything that is shown', () => {
  for (const [input, , , , secret] of understood) {
    if (!secret) continue
    const { secret: _kept, ...shown } = recogniseAddress(input)
    expect(JSON.stringify(shown)).not.toContain(secret)
  }
})

function problemOf(input: string): Problem {
  try {
    recogniseAddress(input)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error(`${input} was accepted`)
}
