import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { pages } from './support/access-matrix/pages'
import { leadsTo } from './support/access-matrix/rules'
import { startWorld } from './support/access-world'
import { firstLoad } from './support/first-load'
import { expectAccessible } from './support/look'
import { expectPrintable } from './support/paper'
import { type Product, startProduct } from './support/product'
import type { Caller, World } from './support/world'

// Every page of the access matrix, and so every page on disk: no barrier in both themes, wide and narrow, and
// little JavaScript, and on paper nothing is cut off.
// Its pages know nothing of each other: the workers share them, so that none is left alone with the longest file.
test.describe.configure({ mode: 'parallel', timeout: 120_000 })

let product: Product
let world: World
test.beforeAll(async () => {
  const started = await startWorld()
  product = started.product
  world = started.world
})
test.afterAll(() => product?.stop())

async function open(browser: Browser, caller: Caller, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.url, ...options })
  if (caller !== 'anonymous') {
    await context.addCookies([
      { ...world.people[caller].cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
    ])
  }
  return context.newPage()
}

for (const [file, rule] of Object.entries(pages)) {
  const caller = rule.open.find((each) => each === 'admin') ?? rule.open[0] ?? 'admin'
  test(`${file} has no barrier, brings little JavaScript and prints whole`, async ({ browser }) => {
    const page = await open(browser, caller)
    const refused: string[] = []
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text())
    })
    const path = rule.path(world)
    const { first, later } = await firstLoad(page, path)
    // What nobody gets leads on, and is judged as the page that it leads to.
    const shown = rule.open.length > 0 ? path : leadsTo(rule, caller)
    const { pathname, search } = new URL(page.url())
    expect(pathname + search).toBe(shown)
    await expectAccessible(page, path)
    const isLiving = rule.isLiving || shown === '/today'
    // A chart that one can walk through is loaded once the picture of the server is seen (reading.spec.ts): what
    // the HTML does not name is exempt where there is one, and counts everywhere else.
    expect(first + (rule.hasChart ? 0 : later), `${first} KB gzip, ${later} later`).toBeLessThanOrEqual(
      isLiving ? 180 : 150,
    )
    await expectPrintable(page, file)
    expect(refused, 'what the page wanted and its own policy refused').toEqual([])
    await page.context().close()
  })
}

test('the forms in front of the door have no barrier, and bring little JavaScript', async ({ browser }) => {
  const anonymous = await open(browser, 'anonymous')
  await anonymous.goto('/login?out=1&error=x')
  await expectAccessible(anonymous, 'signing in again')
  const admin = await open(browser, 'admin')
  await admin.goto(`/admin/users/${world.idlePersonId}`)
  await admin.getByRole('button', { name: /link/i }).click()
  const link = (await admin.locator('code.once').textContent()) ?? ''
  await expectAccessible(admin, 'a link that was made')
  const { first, later } = await firstLoad(anonymous, link)
  await expect(anonymous.getByLabel('New password')).toBeVisible()
  expect(first + later).toBeLessThanOrEqual(150)
  await expectAccessible(anonymous, 'choosing a password')
  await anonymous.context().close()
  await admin.context().close()
})

test('the sheet of keys has no barrier', async ({ browser }) => {
  const page = await open(browser, 'viewer')
  await page.goto('/today', { waitUntil: 'networkidle' })
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expectAccessible(page, 'the sheet of keys')
  await page.context().close()
})

test('a fresh installation has no barrier from its setup link to its first day', async ({ browser }) => {
  test.setTimeout(240_000)
  const fresh = await startProduct({ people: false, worker: false })
  try {
    const page = await (await browser.newContext({ baseURL: fresh.url })).newPage()
    await page.goto('/login')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody can sign in yet')
    await expectAccessible(page, '/login before there is anybody')
    const { first, later } = await firstLoad(page, fresh.setupLink ?? '')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Create the first administrator')
    expect(first + later).toBeLessThanOrEqual(150)
    await expectAccessible(page, 'the real form of /setup')
    await page.getByLabel('Name').fill('Ada')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('Password', { exact: true }).fill('a wheel that rings is sound')
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page).toHaveURL(`${fresh.url}/today`)
    for (const path of ['/today', '/systems', '/findings', '/systems/new']) {
      await page.goto(path)
      await expectAccessible(page, `${path} on the first day`)
    }
    await page.context().close()
  } finally {
    await fresh.stop()
  }
})
