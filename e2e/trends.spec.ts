import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { type Estate, startEstate } from './support/estate'
import { expectAccessible } from './support/look'
import type { Product } from './support/product'

// Charts as they are read: two years of them, with a pointer, with keys, without a script, on paper.
let product: Product
let estate: Estate

test.beforeAll(async () => {
  test.setTimeout(90_000)
  const started = await startEstate()
  product = started.product
  estate = started.estate
  await addPast()
})
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
test.afterEach(({}, info) => {
  if (info.status !== info.expectedStatus) console.log(product?.web.output.slice(-3_000))
})
test.afterAll(() => product?.stop())

/** Three years of days and a year of hours for the check with a past, seven further series, and what happened meanwhile. */
async function addPast(): Promise<void> {
  await product.query(
    `insert into sample_hour (series_id, at, min, max, sum, count, last)
     select r.id, date_trunc('hour', app_now()) - make_interval(hours => h), 400, 620, (500 + 60 * sin(h / 90.0)) * 12, 12, 500
       from series r, generate_series(800, 9000) h where r.check_id = $1`,
    [estate.checkId],
  )
  await product.query(
    `insert into sample_day (series_id, at, min, max, sum, count, last)
     select r.id, date_trunc('day', app_now(), 'UTC') - make_interval(days => d), 400, 620, (500 + 60 * sin(d / 40.0)) * 288, 288, 500
       from series r, generate_series(1, 1100) d where r.check_id = $1`,
    [estate.checkId],
  )
  await product.query(
    `with more as (
       insert into series (id, check_id, key, unit)
       select gen_random_uuid(), c.id, k.key, '%'
         from "check" c, (values ('value'), ('/'), ('/var'), ('/srv'), ('/home'), ('/tmp'), ('/boot')) k(key)
        where c.system_id = $1 and c.name = 'Latency' returning id, key)
     insert into sample_hour (series_id, at, min, max, sum, count, last)
     select more.id, date_trunc('hour', app_now()) - make_interval(hours => h), 20, 60, 40 * 12, 12, 40
       from more, generate_series(1, 1500) h`,
    [estate.systemId],
  )
  await product.query(
    `insert into migration (id, system_id, kind, title, happened_at, note, recorded_at)
     values (gen_random_uuid(), $1, 'migration', 'to PostgreSQL 18', app_now() - interval '10 days', '', app_now())`,
    [estate.systemId],
  )
}

async function open(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: product.url,
    viewport: { width: 1440, height: 1400 },
    ...options,
  })
  await context.addCookies([
    { ...product.people.manager.cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
  ])
  return context.newPage()
}

const check = (query = '') => `/checks/${estate.checkId}${query}`
const trends = (query = '') => `/systems/${estate.systemId}/trends${query}`
const isLive = (page: Page) =>
  expect(page.locator('.trend-live-main .recharts-line-curve').first()).toBeAttached({ timeout: 20_000 })

/** Points of a path; the server draws on a width of 1000. */
const points = (path: string | null, width = 1000) =>
  [...(path ?? '').matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(
    ([, x, y]) => [(Number(x) * width) / 1000, Number(y)] as const,
  )

test('two years, the two years before in grey, what happened, and all of it in words', async ({
  browser,
}) => {
  const page = await open(browser)
  await page.goto(check())
  await page.getByRole('link', { name: '2 years', exact: true }).click()
  await expect(page).toHaveURL(/range=2y/)
  await expect(page.getByRole('img', { name: /over 2 years: between 400 ms and 620 ms/ })).toBeVisible()
  await expect(page.locator('.trend-end-compare')).toHaveText('the 2 years before')
  await expect(page.locator('.trend-mark')).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'to PostgreSQL 18' })).toHaveAttribute('href', /\/proofs$/)
  await page.getByText('Show as table').click()
  await expect(page.getByRole('columnheader', { name: 'the 2 years before' })).toBeVisible()
  await page.getByRole('link', { name: 'Hide the 2 years before' }).click()
  await expect(page).toHaveURL(/compare=off/)
  await expect(page.locator('.trend .trend-compare')).toHaveCount(0)
  await page.context().close()
})

test('both renderers draw every line at the same place', async ({ browser }) => {
  const page = await open(browser)
  await page.goto(check('?range=1y'))
  await isLive(page)
  const width = (await page.locator('.trend').boundingBox())?.width ?? 0
  for (const [live, still] of [
    ['.trend-live-main .recharts-line-curve', '.trend .trend-line'],
    ['.live-line.trend-compare', '.trend .trend-compare'],
  ] as const) {
    const drawn = points(await page.locator(live).getAttribute('d'))
    const server = points(await page.locator(still).getAttribute('d'), width)
    expect(drawn.length, live).toBeGreaterThan(50)
    expect(drawn, live).toHaveLength(server.length)
    for (const [index, [x, y]] of drawn.entries()) {
      expect(Math.abs(x - (server[index]?.[0] ?? 0))).toBeLessThan(1)
      expect(Math.abs(y - (server[index]?.[1] ?? 0))).toBeLessThan(0.6)
    }
    // Never both: bands and lines would be twice as dark.
    await expect(page.locator(still)).toHaveCSS('visibility', 'hidden')
  }
  await page.context().close()
})

test('a drag looks closer, and so do the keys', async ({ browser }) => {
  const page = await open(browser)
  await page.goto(check('?range=1y'))
  await isLive(page)
  const box = await page.locator('.live-box').boundingBox()
  if (!box) throw new Error('the chart has no place')
  await page.mouse.move(box.x + box.width * 0.5, box.y + 100)
  await expect(page.locator('.reading')).toContainText('the year before')
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.7, box.y + 100, { steps: 5 })
  await expect(page.locator('.zoom-pick')).toBeVisible()
  await page.mouse.up()
  await expect(page).toHaveURL(/from=.*&to=/)
  await expect(page.getByRole('img', { name: /HTTP status over .* to / })).toBeVisible()

  const zoomed = page.url()
  await isLive(page)
  await page.locator('.recharts-surface').focus()
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowRight')
  await expect(page.locator('.reading')).toContainText('ms')
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(zoomed)

  await page.goto(check('?range=30d'))
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('[')
  await expect(page).toHaveURL(/range=30d&to=/)
  await expect(page.getByRole('link', { name: 'Later' })).toBeVisible()
  await page.keyboard.press(']')
  await expect(page).toHaveURL(/range=30d$/)
  await page.context().close()
})

test('any days are chosen without a script', async ({ browser }) => {
  const page = await open(browser, { javaScriptEnabled: false })
  await page.goto(check())
  await page.getByText('Choose days').click()
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('First day').fill(day(20))
  await page.getByLabel('Last day').fill(day(10))
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(new RegExp(`from=${day(20)}&to=${day(10)}`))
  await expect(
    page.getByRole('img', { name: /HTTP status over .* to .*between 400 ms and 620 ms/ }),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Earlier' }).click()
  await expect(page.getByRole('img', { name: /HTTP status/ })).toBeVisible()
  await page.goto(check('?range=forever&from=yesterday&to=2026-99-99&compare=2'))
  await expect(page.getByRole('img', { name: /HTTP status/ })).toBeVisible()
  await page.context().close()
})

test('all series of a system stand together, the failing one first, and are read at one time', async ({
  browser,
}) => {
  const page = await open(browser)
  await page.goto(trends())
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'orders-db: 8 series over 30 days, 1 failing, 7 warnings.',
  )
  const names = page.locator('.multiple h3')
  await expect(names).toHaveCount(8)
  await expect(names.first()).toHaveText('HTTP status')
  await expect(page.locator('.multiple figcaption')).toHaveCount(8)
  // The axis of time is the same in all of them.
  const ticks = await page
    .locator('.multiple .trend')
    .evaluateAll((all) =>
      all.map((each) =>
        [...each.querySelectorAll('.trend-tick')].map((tick) => tick.getAttribute('x1')).join(),
      ),
    )
  expect(new Set(ticks).size).toBe(1)

  await isLive(page)
  const box = await page.locator('.live-box').first().boundingBox()
  if (!box) throw new Error('the chart has no place')
  await page.mouse.move(box.x + box.width * 0.5, box.y + 60)
  await expect(page.locator('.reading')).toHaveCount(6)
  // The others follow without speaking.
  await expect(page.locator('.reading[role="status"]')).toHaveCount(1)

  await page.getByRole('link', { name: 'Own scales' }).click()
  await expect(page).toHaveURL(/scale=own/)
  await page.getByLabel('Check or resource').fill('/var')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(names).toHaveText(['Latency, /var'])
  await expect(page).toHaveURL(/scale=own/)
  await names.getByRole('link').click()
  await expect(page).toHaveURL(/\/checks\/.*series=%2Fvar/)
  await page.goto(trends('?q=nothing-like-it'))
  await expect(page.getByText('No series has that in its name.')).toBeVisible()
  await page.context().close()
})

test('no barrier, at any width, in any theme', async ({ browser }) => {
  test.setTimeout(180_000)
  const page = await open(browser)
  for (const path of [trends('?range=1y'), check('?range=2y'), check('?from=2026-01-01&to=2026-02-01')]) {
    await page.goto(path)
    await expectAccessible(page, path)
  }
  await page.context().close()
})

test('paper has every picture and no control', async ({ browser }) => {
  const page = await open(browser)
  await page.goto(trends())
  await isLive(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.chart-over').first()).toBeHidden()
  await expect(page.locator('.multiple .trend-line').first()).toHaveCSS('visibility', 'visible')
  await expect(page.getByText('Choose days')).toBeHidden()
  await page.context().close()
})
