import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { headersOf, startWorld } from './support/access-world'
import type { Product } from './support/product'
import type { Caller, World } from './support/world'

let product: Product
let world: World

test.beforeAll(async () => {
  test.setTimeout(90_000)
  const started = await startWorld()
  product = started.product
  world = started.world
})
test.afterAll(() => product?.stop())

const contexts: BrowserContext[] = []
test.afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))

const passphrase = 'seven slow trains at dawn'

async function open(
  browser: Browser,
  caller: Caller,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.url, ...options })
  contexts.push(context)
  if (caller !== 'anonymous') {
    await context.addCookies([
      { ...world.people[caller].cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
    ])
  }
  return context.newPage()
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Adds somebody as an administrator does, and lets them choose a password; they stay signed in on their page. */
async function invite(browser: Browser, name: string, email: string, role: string): Promise<Page> {
  const admin = await open(browser, 'admin')
  await admin.goto('/admin/users')
  await admin.getByLabel('Name').fill(name)
  await admin.getByLabel('E-mail').fill(email)
  await admin.getByLabel(role).check()
  await admin.getByRole('button', { name: 'Add person' }).click()
  const link = (await admin.locator('code.once').textContent()) ?? ''
  const page = await open(browser, 'anonymous')
  await page.goto(link)
  await page.getByLabel('New password').fill(passphrase)
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(page).toHaveURL(/\/today$/)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link does not work')
  await page.goto('/today')
  return page
}

const cookieOf = async (page: Page) => {
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.endsWith('wheeltapper.session'))
  if (!cookie) throw new Error('no session cookie')
  return cookie
}

const statusWith = async (cookie: { name: string; value: string }) =>
  (await fetch(new URL('/api/today', product.url), { headers: headersOf(product, cookie) })).status

test.describe('signing in', () => {
  test('with a wrong password says one sentence, and keeps what was typed', async ({ browser }) => {
    const page = await open(browser, 'anonymous')
    await signIn(page, 'viewer@example.com', 'not the password')
    await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible()
    await expect(page.getByLabel('E-mail')).toHaveValue('viewer@example.com')
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  })

  test('is paused after five wrong tries, and works again after the wait', async ({ browser }) => {
    const page = await open(browser, 'anonymous')
    const { email, password } = world.people.outsider
    const alert = page.getByRole('alert').filter({ hasText: /\w/ })
    for (let i = 0; i < 5; i += 1) {
      await signIn(page, email, 'not the password')
      await expect(alert).toContainText('not right')
    }
    await expect(async () => {
      await signIn(page, email, 'not the password')
      await expect(alert).toContainText(/Too many tries\. Wait \d+ seconds?/, { timeout: 1_000 })
    }).toPass({ timeout: 20_000 })
    // Time passes in the database: the pause is over.
    await product.query("update login_throttle set blocked_until = now() where key like 'account:%'")
    await signIn(page, email, password)
    await expect(page).toHaveURL(/\/today$/)
  })

  test('never leads to another site', async ({ browser }) => {
    const page = await open(browser, 'anonymous')
    await page.goto('/login?next=https://evil.example/')
    await page.getByLabel('E-mail').fill(world.people.manager.email)
    await page.getByLabel('Password', { exact: true }).fill(world.people.manager.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    // A manager begins with the newest report.
    await expect(page).toHaveURL(`${product.url}/reports/2026-W47`)
  })

  test('works without JavaScript, and so do own settings and signing out', async ({ browser }) => {
    const page = await open(browser, 'anonymous', { javaScriptEnabled: false })
    const { email, password } = world.people.manager
    await signIn(page, email, 'not the password')
    await expect(page.locator('.message-error')).toContainText('not right')
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/reports\/2026-W47$/)
    await page.goto('/me')
    await page.getByLabel('Dark').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.locator('.message-ok')).toContainText('Saved')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    const cookie = await cookieOf(page)
    await page.locator('form[action="/logout"] button').first().click()
    await expect(page).toHaveURL(/\/login\?out=1$/)
    expect(await statusWith(cookie)).toBe(401)
  })

  test('through the machine-readable door writes the same session', async () => {
    const jar = new Map<string, string>()
    const call = async (path: string, form?: Record<string, string>) => {
      const response = await fetch(new URL(`/api/auth/${path}`, product.url), {
        redirect: 'manual',
        method: form ? 'POST' : 'GET',
        headers: {
          origin: product.url,
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        body: form ? new URLSearchParams(form) : undefined,
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        jar.set(name, value)
        expect(line).toMatch(/HttpOnly/i)
        expect(line).toMatch(/SameSite=Lax/i)
      }
      return response
    }
    const { csrfToken } = await (await call('csrf')).json()
    const { email, password } = world.people.maintainer
    await call('callback/credentials', { csrfToken, email, password: 'not the password' })
    expect(jar.has('wheeltapper.session')).toBe(false)
    await call('callback/credentials', { csrfToken, email, password })
    expect(await (await call('session')).json()).toMatchObject({ user: { email } })
    const cookie = { name: 'wheeltapper.session', value: jar.get('wheeltapper.session') ?? '' }
    expect(await statusWith(cookie)).toBe(200)
    await call('signout', { csrfToken })
    expect(await statusWith(cookie)).toBe(401)
  })
})

test.describe('a session', () => {
  test('of somebody who is disabled is over within five seconds', async ({ browser }) => {
    const page = await invite(browser, 'Dora', 'dora@example.com', 'Viewer')
    const cookie = await cookieOf(page)
    expect(await statusWith(cookie)).toBe(200)
    const admin = await open(browser, 'admin')
    await admin.goto('/admin/users')
    await admin.getByRole('link', { name: 'Dora' }).click()
    await admin.getByRole('button', { name: 'Disable Dora' }).click()
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Dora is disabled')
    await expect.poll(() => statusWith(cookie), { timeout: 5_000 }).toBe(401)
    // The page may be on its way there by itself.
    await expect(async () => {
      await page.goto('/today')
      await expect(page).toHaveURL(/\/login/, { timeout: 1_000 })
    }).toPass()
    await signIn(page, 'dora@example.com', passphrase)
    await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible()
  })

  test('of somebody whose role changes is over within five seconds, and the new role holds', async ({
    browser,
  }) => {
    const page = await invite(browser, 'Rolf', 'rolf@example.com', 'Maintainer')
    const cookie = await cookieOf(page)
    const admin = await open(browser, 'admin')
    await admin.goto('/admin/users')
    await admin.getByRole('link', { name: 'Rolf' }).click()
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Rolf, maintainer')
    await admin.getByLabel('Admin').check()
    await admin.getByRole('button', { name: 'Save' }).click()
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Rolf, admin')
    await expect.poll(() => statusWith(cookie), { timeout: 5_000 }).toBe(401)
    await signIn(page, 'rolf@example.com', passphrase)
    await expect(page).toHaveURL(/\/today$/)
    await page.goto('/admin/users')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('sign in here')
  })

  test('is replaced when its owner changes the password; every other one ends', async ({ browser }) => {
    const page = await invite(browser, 'Petra', 'petra@example.com', 'Viewer')
    const other = await open(browser, 'anonymous')
    await signIn(other, 'petra@example.com', passphrase)
    await expect(other).toHaveURL(/\/today$/)
    const [mine, theirs] = [await cookieOf(page), await cookieOf(other)]
    await page.goto('/me')
    await page.getByLabel('Present password').fill('not this one')
    await page.getByLabel('New password').fill('another four slow trains')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.locator('#current-error')).toHaveText('This is not your present password.')
    await page.getByLabel('Present password').fill(passphrase)
    await page.getByLabel('New password').fill('another four slow trains')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('Password changed.')).toBeVisible()
    expect([
      await statusWith(mine),
      await statusWith(theirs),
      await statusWith(await cookieOf(page)),
    ]).toEqual([401, 401, 200])
  })

  test('can be ended from another browser', async ({ browser }) => {
    const page = await invite(browser, 'Sven', 'sven@example.com', 'Viewer')
    const other = await open(browser, 'anonymous')
    await signIn(other, 'sven@example.com', passphrase)
    await expect(other).toHaveURL(/\/today$/)
    await page.goto('/me')
    await page.getByRole('button', { name: /^End the session/ }).click()
    await expect(page.getByRole('button', { name: /^End the session/ })).toHaveCount(0)
    expect(await statusWith(await cookieOf(other))).toBe(401)
  })

  test('is not made by hand', async ({ browser }) => {
    const { name, value } = await cookieOf(await invite(browser, 'Olga', 'olga@example.com', 'Viewer'))
    const parts = value.split('.')
    const [tag = ''] = parts.slice(-1)
    const header = (fields: object) => Buffer.from(JSON.stringify(fields)).toString('base64url')
    const forged = [
      '',
      'x',
      'null',
      value.slice(0, -2),
      // The first character of the tag: bits of the last one mean nothing, so that it may read the same.
      [...parts.slice(0, -1), `${tag.startsWith('A') ? 'B' : 'A'}${tag.slice(1)}`].join('.'),
      [header({ alg: 'none' }), header({ sid: world.people.admin.id, sv: 1 }), ''].join('.'),
      [header({ alg: 'HS256' }), header({ sid: world.people.admin.id, sv: 1 }), 'x'].join('.'),
      [header({ alg: 'dir', enc: 'A128CBC-HS256' }), ...parts.slice(1)].join('.'),
      [header({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' }), ...parts.slice(1)].join('.'),
    ]
    expect(await statusWith({ name, value })).toBe(200)
    for (const wrong of forged) expect(await statusWith({ name, value: wrong }), wrong).toBe(401)
  })
})

test.describe('a viewer', () => {
  test('reads everything and is offered nothing to change', async ({ browser }) => {
    const page = await open(browser, 'viewer')
    for (const path of [
      '/today',
      '/systems',
      `/systems/${world.systemId}`,
      `/checks/${world.checkId}`,
      '/findings',
      `/findings/${world.findingNumber}`,
      `/runs/${world.batchId}`,
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const verbs = page.locator('main').getByRole('button', {
        name: /run|pause|edit|triage|accept|resolve|cancel|save|take|verify|comment/i,
      })
      await expect(verbs, path).toHaveCount(0)
      await expect(page.locator('main a[href$="/edit"], main a[href="/systems/new"]'), path).toHaveCount(0)
    }
    await expect(page.getByRole('link', { name: 'Audit log' })).toHaveCount(0)
  })

  test('is told who can grant what is refused', async ({ browser }) => {
    const page = await open(browser, 'viewer')
    const response = await page.goto('/admin/users')
    expect(response?.status()).toBe(403)
    await expect(page.locator('main')).toContainText('Only an administrator manages people. Ask one of them.')
  })
})
