import { expect, test } from '@playwright/test'
import { withConnection } from '../scripts/database/connection'
import { type HaltablePostgres, startHaltablePostgres } from '../scripts/database/throw-away-postgres'
import { until } from './support/installation'
import { expectAccessible } from './support/look'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'

// R18: the database goes away and comes back; web and worker stay up, say so, and go on within 10 s.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

let server: HaltablePostgres
let product: Product
test.beforeAll(async () => {
  server = await startHaltablePostgres()
  product = await startProduct({ server })
})
// What the processes said is the first thing that somebody wants to know about a failure here.
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
test.afterEach(({}, info) => {
  if (info.status !== info.expectedStatus)
    console.log(`web:\n${product.web.output}\nworker:\n${product.worker.output}`)
})
test.afterAll(async () => {
  await product.stop()
  await server.stop()
})

const page = () => fetch(`${product.url}/login`, { signal: AbortSignal.timeout(20_000) })
const heartbeatAge = async () => {
  const [row] = await product.query<{ age: number }>(
    'select extract(epoch from now() - max(heartbeat_at))::float8 as age from worker',
  )
  return row?.age ?? Number.POSITIVE_INFINITY
}

test('while the database is away, pages say so and nothing falls over', async () => {
  await until(async () => (await heartbeatAge()) < 10, 20_000)
  const processes = [product.web.pid, product.worker.pid]
  await server.halt()
  const answer = await page()
  expect(answer.status).toBe(503)
  const text = await answer.text()
  expect(text).not.toMatch(/ECONNREFUSED|at .*\.(js|mjs|ts):\d+/)
  expect(text).toContain('This page could not be read.')
  await until(() => /database/.test(product.worker.output), 10_000)
  expect([product.web.pid, product.worker.pid]).toEqual(processes)
})

for (const javaScriptEnabled of [true, false]) {
  test(`the page that says so can be read ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
  }) => {
    test.setTimeout(180_000)
    const page = await signInAs(browser, product, 'viewer', { javaScriptEnabled })
    for (const path of ['/login', '/today', '/systems', '/findings']) {
      const response = await page.goto(path)
      expect(response?.status(), path).toBe(503)
      await expect(page.getByRole('heading', { level: 1 }), path).toHaveText('This page could not be read.')
      const main = page.locator('main')
      await expect(main, path).toContainText('The database of this installation does not answer.')
      await expect(main.locator('time'), path).toHaveAttribute('datetime', /^\d{4}-/)
      await expect(main, path).toContainText('runs that fall into the gap count as missed, never as passed')
      await expect(main, path).toContainText('What to do: see that PostgreSQL runs')
      await expect(page.getByRole('link', { name: 'Try again' }), path).toHaveAttribute('href', path)
      const id = (await main.locator('code', { hasText: /^[0-9a-f]{8}$/ }).textContent()) ?? ''
      await until(() => product.web.output.includes(id), 5_000)
    }
    // axe itself is a script.
    if (javaScriptEnabled) await expectAccessible(page, 'a page while the database is away')
    await page.context().close()
  })
}

test('when it is back, pages and worker go on within 10 s', async () => {
  await server.resume()
  const began = performance.now()
  await until(async () => (await page()).status === 200, 10_000)
  await until(async () => (await heartbeatAge().catch(() => 99)) < 5, 10_000)
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('a worker that starts before the database waits for it', async () => {
  await product.worker.stop()
  await server.halt()
  await product.worker.start()
  await until(() => /database/.test(product.worker.output), 10_000)
  const before = new Date()
  await server.resume()
  await until(async () => {
    const rows = await withConnection(
      product.databaseUrl,
      async (client) =>
        (
          await client.query(
            "select 1 from worker where started_at > $1::timestamptz - interval '30 s' and pid = $2",
            [before, product.worker.pid],
          )
        ).rows,
    ).catch(() => [])
    return rows.length === 1
  }, 10_000)
})
