import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { type Estate, startEstate } from './support/estate'
import { firstLoad } from './support/first-load'
import { expectAccessible } from './support/look'
import type { Role } from './support/people'
import type { Product } from './support/product'

// The pages that are read, with systems in every state: at two widths and in two themes, with and without JavaScript.
let product: Product
let estate: Estate

test.beforeAll(async () => {
  test.setTimeout(90_000)
  const started = await startEstate()
  product = started.product
  estate = started.estate
})
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
test.afterEach(({}, info) => {
  // The log of the product says why a page broke.
  if (info.status !== info.expectedStatus) console.log(product?.web.output.slice(-3_000))
})
test.afterAll(() => product?.stop())

const pages = (): Record<string, string> => ({
  today: '/today',
  systems: '/systems',
  'filtered systems': '/systems?view=critical&q=nothing',
  system: `/systems/${estate.systemId}`,
  'a day of a system': `/systems/${estate.systemId}?day=${new Date().toISOString().slice(0, 10)}`,
  check: `/checks/${estate.checkId}`,
  'a month of a check': `/checks/${estate.checkId}?range=30d`,
})

async function open(
  browser: Browser,
  options: BrowserContextOptions = {},
  role: Role = 'admin',
): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.url, ...options })
  await context.addCookies([
    { ...product.people[role].cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
  ])
  return context.newPage()
}

test('axe finds nothing and nothing overflows', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await open(browser)
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text())
  })
  for (const [name, path] of Object.entries(pages())) {
    const response = await page.goto(path)
    if (response?.status() !== 200) faults.push(`${name}: ${response?.status()}`)
    await expectAccessible(page, name)
  }
  expect(faults).toEqual([])
  await page.context().close()
})

test('everything can be read without JavaScript', async ({ browser }) => {
  const page = await open(browser, { javaScriptEnabled: false })
  await page.goto('/today')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'Three things need you. One is overdue.',
  )
  await expect(page.getByRole('link', { name: 'HTTP status', exact: true })).toHaveAttribute(
    'href',
    /\/findings\/\d+/,
  )
  await page.getByText('Why this order?').click()
  await expect(page.getByText('5 high × 4 critical × 4 overdue = 80')).toBeVisible()

  await page.getByRole('link', { name: 'All systems' }).click()
  await page.getByLabel('Name or owner').fill('orders')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/q=orders/)
  await page.getByRole('link', { name: 'orders-db' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'orders-db: 1 failing, 1 warning, 1 unknown.',
  )

  await page
    .getByRole('row', { name: /HTTP status.*Failing/ })
    .getByRole('link')
    .click()
  await page.getByRole('link', { name: '30 days', exact: true }).click()
  await expect(page.getByRole('img', { name: /over 30 days: between 400 ms and 620 ms/ })).toBeVisible()
  await page.getByText('Show as table').click()
  await expect(page.getByRole('row', { name: /400 ms.*620 ms/ }).first()).toBeVisible()
  await page
    .getByRole('list', { name: /HTTP status, 30 days/ })
    .getByRole('link')
    .last()
    .click()
  await expect(page.getByText('passing →')).toBeVisible()
  await page.context().close()
})

test('the chart that one can walk through is loaded after the picture of the server', async ({ browser }) => {
  const page = await open(browser)
  const { first, later } = await firstLoad(page, `/checks/${estate.checkId}?range=30d`)
  expect(first, 'KB gzip that the page asks for').toBeLessThanOrEqual(150)
  await expect(page.locator('.recharts-line-curve')).toBeAttached({ timeout: 20_000 })
  // Were it part of the first load, nothing of this size would come later.
  expect(later, 'KB gzip that come later').toBeGreaterThan(30)
  await page.context().close()
})

test('the interactive chart lies exactly over the picture of the server', async ({ browser }) => {
  const page = await open(browser, { viewport: { width: 1280, height: 1400 } })
  await page.goto(`/checks/${estate.checkId}?range=30d`)
  const live = page.locator('.recharts-line-curve')
  await expect(live).toBeAttached({ timeout: 20_000 })
  const points = (path: string | null) =>
    [...(path ?? '').matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
  const drawn = points(await live.getAttribute('d'))
  const still = points(await page.locator('.trend-line').getAttribute('d'))
  const width = (await page.locator('.trend').boundingBox())?.width ?? 0
  expect(drawn.length).toBeGreaterThan(100)
  expect(drawn).toHaveLength(still.length)
  for (const [index, [x, y]] of drawn.entries()) {
    expect(Math.abs(x - ((still[index]?.[0] ?? 0) * width) / 1000)).toBeLessThan(1)
    expect(Math.abs(y - (still[index]?.[1] ?? 0))).toBeLessThan(0.6)
  }
  // Arrow keys read single values.
  await page.locator('.recharts-surface').focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.reading')).toHaveText(/\d+ ms/)
  await page.context().close()
})

test('keys lead through the product, and the strip has one tab stop', async ({ browser }) => {
  const page = await open(browser)
  await page.goto('/today')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: 'HTTP status', exact: true })).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/systems$/)
  await page.keyboard.press('/')
  await expect(page.getByLabel('Name or owner')).toBeFocused()
  await page.keyboard.type('gt?')
  await expect(page.getByLabel('Name or owner')).toHaveValue('gt?')

  await page.goto(`/systems/${estate.systemId}`)
  await page.waitForLoadState('networkidle')
  const days = page.locator('.strip-days a')
  await expect(page.locator('.strip-days a[tabindex="0"]')).toHaveCount(1)
  await days.last().focus()
  await page.keyboard.press('PageUp')
  await expect(days.nth(22)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(days.first()).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/day=/)
  await page.context().close()
})

test('whoever has switched the keys off is left alone', async ({ browser }) => {
  await product.query('update app_user set hotkeys = false where id = $1', [product.people.viewer.id])
  const page = await open(browser, {}, 'viewer')
  await page.goto('/today')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  // A viewer reads everything and is offered nothing that would be refused.
  await page.goto(`/systems/${estate.systemId}`)
  await expect(page.getByRole('button', { name: 'Run all checks' })).toHaveCount(0)
  await page.context().close()
})

test('the chosen theme is in the first answer', async ({ browser }) => {
  await product.query(`update app_user set theme = 'dark' where id = $1`, [product.people.manager.id])
  const page = await open(browser, { colorScheme: 'light' }, 'manager')
  const response = await page.goto('/systems')
  expect(await response?.text()).toContain('data-theme="dark"')
  const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  expect(background).toBe('rgb(20, 20, 19)')
  await page.context().close()
})

test('the day changes while one looks at it', async ({ browser }) => {
  const page = await open(browser)
  await page.clock.install()
  await page.goto('/today')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Three things need you')
  await product.query(`update finding set state = 'verified' where check_id = $1`, [estate.checkId])
  await page.clock.fastForward(31_000)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Two things need you')
  await product.query(`update finding set state = 'open' where check_id = $1`, [estate.checkId])
  await page.route('**/api/today?*', (route) => route.abort())
  await page.clock.fastForward(31_000)
  await page.clock.fastForward(5_000)
  await expect(page.getByText('Live updates paused')).toBeVisible()
  await page.context().close()
})

test('paper has no chrome and shows the picture of the server', async ({ browser }) => {
  const page = await open(browser)
  await page.goto(`/checks/${estate.checkId}?range=30d`)
  await expect(page.locator('.recharts-line-curve')).toBeAttached({ timeout: 20_000 })
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('nav.nav')).toBeHidden()
  await expect(page.locator('.chart-over')).toBeHidden()
  await expect(page.locator('.trend-line')).toHaveCSS('visibility', 'visible')
  await page.context().close()
})

test('silence of the workers is said everywhere, and nothing passes', async ({ browser }) => {
  await product.query(`update worker set heartbeat_at = app_now() - interval '10 minutes'`)
  const page = await open(browser)
  for (const path of ['/today', '/systems', `/systems/${estate.systemId}`, `/checks/${estate.checkId}`]) {
    await page.goto(path)
    await expect(
      page.getByText(/No worker has reported since .*: nothing here is current/),
      path,
    ).toBeVisible()
    await expect(page.locator('main .st-ok'), path).toHaveCount(0)
  }
  await product.query(`update worker set heartbeat_at = app_now() + interval '1 day'`)
  await page.context().close()
})

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without'
  test(`what is missing, not allowed or broken has a page of its own, ${how} JavaScript`, async ({
    browser,
  }) => {
    test.setTimeout(180_000)
    const page = await open(browser, { javaScriptEnabled }, 'viewer')
    const expectPage = async (path: string, status: number, words: string) => {
      const response = await page.goto(path)
      expect(response?.status(), path).toBe(status)
      await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(words)
      await expect(page.getByRole('link', { name: 'Go to Today' }), path).toBeVisible()
      // axe itself is a script.
      if (javaScriptEnabled) await expectAccessible(page, `${path}, ${status}`)
    }
    await expectPage('/nothing/at/all', 404, 'There is no such page.')
    await expectPage('/systems/nothing', 404, 'This is not here any more.')
    await expectPage('/admin/users', 403, 'Your role does not allow this.')
    await product.query('alter table sample_hour rename to sample_hour_away')
    try {
      await expectPage(`/checks/${estate.checkId}?range=30d`, 500, 'This page could not be read.')
      await expect(page.getByText('Something broke on our side.')).toBeVisible()
      const id = (await page.locator('main code').first().textContent()) ?? ''
      expect(id).toMatch(/^[0-9a-f]{8}$/)
      await expect.poll(() => product.web.output).toContain(id)
    } finally {
      await product.query('alter table sample_hour_away rename to sample_hour')
    }
    await page.context().close()
  })
}
