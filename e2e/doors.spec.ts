import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { expect, test } from '@playwright/test'
import { freePort } from '../scripts/database/postgres-process'
import { actions } from './support/access-matrix/actions'
import { pages } from './support/access-matrix/pages'
import { routes } from './support/access-matrix/routes'
import { headersOf, startWorld } from './support/access-world'
import { expectNowhere } from './support/canary'
import { digest } from './support/digest'
import { type Product, startProduct } from './support/product'
import { actionIds, callAction } from './support/server-actions'
import type { World } from './support/world'

let product: Product
let world: World

test.beforeAll(async () => {
  test.setTimeout(90_000)
  const started = await startWorld()
  product = started.product
  world = started.world
})
test.afterAll(() => product?.stop())

const cookie = () => headersOf(product, world.people.admin.cookie).cookie ?? ''

// S-CSRF: what another site can make a browser send, and what nobody's browser sends.
const foreign = (): Record<string, Record<string, string>> => ({
  'without Origin': {},
  'from another site': { origin: 'https://evil.example' },
  'from an opaque origin': { origin: 'null' },
  'from another port': { origin: 'http://localhost:1' },
  'cross-site by fetch metadata': { origin: product.url, 'sec-fetch-site': 'cross-site' },
  'same-site by fetch metadata': { origin: product.url, 'sec-fetch-site': 'same-site' },
  'with a forwarded host of its own': { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
})

test.describe('nothing is accepted from elsewhere', () => {
  test('by a Server Action', async () => {
    const ids = await actionIds()
    const before = await digest(product)
    for (const [name, rule] of Object.entries(actions)) {
      const url = new URL(rule.page(world), product.url).toString()
      for (const [from, headers] of Object.entries(foreign())) {
        const answer = await callAction(url, ids[name] ?? '', rule.fields(world, 'admin'), {
          cookie: cookie(),
          ...headers,
        })
        expect(answer.status, `${name} ${from}`).toBe(403)
      }
    }
    expect(await digest(product), 'nothing was changed').toBe(before)
  })

  test('by a form without JavaScript', async () => {
    const ids = await actionIds()
    const before = await digest(product)
    for (const [name, rule] of Object.entries(actions)) {
      for (const [from, headers] of Object.entries(foreign())) {
        const body = new FormData()
        body.append('$ACTION_REF_1', '')
        body.append('$ACTION_1:0', JSON.stringify({ id: ids[name], bound: '$@1' }))
        body.append('$ACTION_1:1', '[{}]')
        for (const [field, value] of Object.entries(rule.fields(world, 'admin'))) body.append(field, value)
        const url = new URL(rule.page(world), product.url)
        const response = await fetch(url, {
          method: 'POST',
          headers: { cookie: cookie(), ...headers },
          body,
          redirect: 'manual',
        })
        expect(response.status, `${name} ${from}`).toBe(403)
      }
    }
    expect(await digest(product), 'nothing was changed').toBe(before)
  })

  test('by a route', async () => {
    const before = await digest(product)
    for (const [name, rule] of Object.entries(routes)) {
      const method = name.split(' ').at(-1) ?? ''
      // Mail programs post without an origin; mail.spec.ts says what such a post may do.
      if (method === 'GET' || name.startsWith('app/api/unsubscribe/')) continue
      for (const [from, headers] of Object.entries(foreign())) {
        const response = await fetch(new URL(rule.path(world, 'admin'), product.url), {
          method,
          redirect: 'manual',
          headers: { cookie: cookie(), 'content-type': 'application/json', ...headers },
          body: JSON.stringify(rule.body?.(world) ?? {}),
        })
        expect(response.status, `${name} ${from}`).toBe(403)
      }
    }
    expect(await digest(product), 'nothing was changed').toBe(before)
  })
})

// S-HDR
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

test.describe('headers', () => {
  test('are on every page, route, file and error', async () => {
    const nonces = new Set<string>()
    const asset =
      /\/_next\/static\/[^"]+\.js/.exec(await (await fetch(new URL('/login', product.url))).text())?.[0] ?? ''
    const paths = [
      ...Object.values(pages).flatMap((rule) => [rule.path(world), ...(rule.missing ?? [])]),
      ...Object.values(routes).map((rule) => rule.path(world, 'admin')),
      '/no-such-page',
      '/api/no-such-route',
      '/_next/image?url=%2Fmark.svg&w=64&q=75',
      '/_next/static/no-such-file.js',
      '/mark.svg',
      '/%E0%A4%A',
      asset,
    ]
    for (const path of paths) {
      for (const as of ['', cookie()]) {
        const response = await fetch(new URL(path, product.url), {
          headers: as ? { cookie: as } : {},
          redirect: 'manual',
        })
        const headers = Object.fromEntries(response.headers)
        expect(headers, path).toMatchObject(always)
        expect(headers['x-powered-by'], path).toBeUndefined()
        const policy = headers['content-security-policy'] ?? ''
        for (const part of [
          "default-src 'none'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "object-src 'none'",
        ]) {
          expect(policy, path).toContain(part)
        }
        if (!path.startsWith('/_next/') && response.status < 400)
          expect(headers['cache-control'], path).toContain('no-store')
        if (!headers['content-type']?.startsWith('text/html')) continue
        const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1] ?? ''
        expect(Buffer.from(nonce, 'base64').length, `${path}: ${policy}`).toBeGreaterThanOrEqual(16)
        expect(nonces.has(nonce), 'a nonce is used once').toBe(false)
        nonces.add(nonce)
        const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? []
        for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`)
      }
    }
  })

  test('promise TLS only to those who have it', async () => {
    expect((await fetch(new URL('/login', product.url))).headers.get('strict-transport-security')).toBeNull()
  })

  test('behind TLS: HSTS, a cookie bound to this host, and the address of the client from the proxy', async () => {
    const [port, origin] = [await freePort(), 'https://wheeltapper.example.com']
    const secured = await startProduct({
      worker: false,
      env: {
        PORT: String(port),
        WHEELTAPPER_URL: origin,
        NEXTAUTH_URL: origin,
        TRUSTED_PROXIES: '127.0.0.1,::1',
      },
    })
    try {
      const id = (await actionIds())['app/(auth)/login/actions.ts signInAction'] ?? ''
      const { email, password } = secured.people.viewer
      const signIn = (headers: Record<string, string>) =>
        callAction(`http://localhost:${port}/login`, id, { email, password }, headers)
      const answer = await signIn({ origin, 'x-forwarded-for': '6.6.6.6, 198.51.100.7' })
      expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
      const [cookie = ''] = answer.headers.getSetCookie()
      expect(cookie).toMatch(/^__Host-wheeltapper\.session=/)
      for (const attribute of [/; *secure/i, /; *httponly/i, /; *samesite=lax/i, /; *path=\/(;|$)/i])
        expect(cookie).toMatch(attribute)
      expect(cookie).not.toMatch(/domain=/i)
      const [session] = await secured.query<{ ip: string }>(
        'select ip from session order by created_at desc limit 1',
      )
      expect(session?.ip).toBe('198.51.100.7')
      expect((await signIn({ origin: 'https://evil.example' })).status).toBe(403)
    } finally {
      await secured.stop()
    }
  })

  test('that are internal to Next.js do nothing when a client sends them', async () => {
    for (const value of [
      'proxy',
      'middleware',
      'src/middleware',
      'proxy:proxy:proxy:proxy:proxy',
      'middleware:middleware:middleware:middleware:middleware',
    ]) {
      const response = await fetch(new URL('/admin/users', product.url), {
        headers: { 'x-middleware-subrequest': value },
        redirect: 'manual',
      })
      expect(response.status).toBe(307)
      expect(response.headers.get('content-security-policy')).toContain('strict-dynamic')
    }
  })

  test('cannot name another address for the audit log', async () => {
    const id = (await actionIds())['app/(auth)/login/actions.ts signInAction'] ?? ''
    const fields = { email: 'nobody@example.com', password: 'wrong' }
    const spoofed = { 'x-forwarded-for': '6.6.6.6', 'x-wheeltapper-peer': '6.6.6.6', 'x-real-ip': '6.6.6.6' }
    await callAction(`${product.url}/login`, id, fields, { origin: product.url, ...spoofed })
    const [entry] = await product.query<{ ip: string }>(
      `select ip from audit_entry where action = 'session.refuse' order by id desc limit 1`,
    )
    expect(['127.0.0.1', '::1']).toContain(entry?.ip)
  })

  test('a WebSocket is not opened', async () => {
    const { port } = new URL(product.url)
    const socket = connect(Number(port), 'localhost')
    const answer = await new Promise<string>((resolve) => {
      socket.on('data', (chunk) => resolve(chunk.toString()))
      socket.on('close', () => resolve('closed'))
      socket.on('error', () => resolve('closed'))
      socket.write(
        'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
    })
    socket.destroy()
    expect(answer).not.toContain('101 Switching Protocols')
  })
})

// S-LEAK: the password of a target, typed right, typed wrong, and stored.
test('the password of a target is nowhere to be seen', async () => {
  const canary = `canary-${randomBytes(9).toString('hex')}`
  const ids = await actionIds()
  const as = headersOf(product, world.people.admin.cookie)
  const call = (name: string, page: string, fields: Record<string, string>) =>
    callAction(`${product.url}${page}`, ids[name] ?? '', fields, as)
  const adding = 'app/(dashboard)/systems/new/actions.ts'
  const addresses = [
    `postgres://audit:${canary}@203.0.113.7:5432/orders`,
    `postgres://audit:${canary}@203.0.113.7:notaport/orders`,
    `https://user:${canary}@203.0.113.7/`,
    `host=203.0.113.7 user=audit password=${canary} dbname=orders`,
  ]
  let trial = ''
  for (const secretAddress of addresses) {
    const answer = await call(`${adding} testAddressAction`, '/systems/new', { secretAddress, password: '' })
    expect(answer.body, secretAddress).not.toContain(canary)
    trial ||= /trial=([0-9a-f-]{36})/.exec(answer.redirect ?? '')?.[1] ?? ''
  }
  expect(trial).not.toBe('')
  await expectNowhere(product, world, canary, [`/systems/new?trial=${trial}`, `/api/trials/${trial}`])

  // The worker's part: it reached the address.
  await product.query(
    `update trial set finished_at = now(), result = result || '{"status": "reached", "fault": null}' where id = $1`,
    [trial],
  )
  const made = await call(`${adding} createSystemAction`, `/systems/new?trial=${trial}`, {
    trialId: trial,
    name: 'leak-test',
    ownerId: world.people.admin.id,
    criticality: 'low',
    environment: 'staging',
    teamId: '',
    'checks[]': 'postgres:pg.up',
  })
  const system = /\/systems\/[0-9a-f-]{36}/.exec(made.redirect ?? '')?.[0] ?? ''
  expect(system, JSON.stringify(made).slice(0, 900)).not.toBe('')
  const [target] = await product.query<{ id: string; secret: string }>(
    `select t.id, t.secret from target t join system s on s.id = t.system_id where s.name = 'leak-test'`,
  )
  expect(target?.secret, 'the password is stored, sealed').toMatch(/^v1\./)
  await expectNowhere(product, world, canary, [system, `${system}/edit`])

  const editing = 'app/(dashboard)/systems/[id]/edit/actions.ts'
  for (const password of [canary, `${canary}${'x'.repeat(2_000)}`]) {
    const answer = await call(`${editing} replaceSecretAction`, `${system}/edit`, {
      targetId: target?.id ?? '',
      password,
    })
    expect(answer.body).not.toContain(canary)
  }
  const moved = await call(`${editing} moveTargetAction`, `${system}/edit`, {
    targetId: target?.id ?? '',
    secretAddress: `postgres://audit:${canary}@203.0.113.8:5432/orders`,
  })
  expect(moved.body).not.toContain(canary)
  await expectNowhere(product, world, canary, [system, `${system}/edit`])
})
