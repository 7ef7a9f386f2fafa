import { expect, type Page } from '@playwright/test'
import { newId } from '../lib/db/new-id'
import { expectAccessible } from './support/look'
import type { Product } from './support/product'
import { test } from './support/test'

// What runs out first: a disk that fills is in the list with its range of dates, becomes planned work before the early
// edge, and the answer to "what if it were twice as large" has an address.

const days = 60

/** The answer comes with the numbers: whoever left before it would find the old ones. */
async function forecastAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Forecast again' }).click()
  await expect(page.getByText(/^Forecast again from what is measured by now: \d+ series\.$/)).toBeVisible()
}

/** A host whose disk fills by so many percent a day; its check is not due for a year, so the past stays as it is. */
async function addDisk(
  product: Product,
  name: string,
  perDay: number,
): Promise<{ systemId: string; checkId: string }> {
  const [systemId, targetId, checkId, seriesId] = [newId(), newId(), newId(), newId()]
  const at = `app_now() - interval '200 days'`
  await product.query(
    `insert into system (id, name, kind, is_self, environment, criticality, owner_id, created_at)
     values ($1, $2, 'host', false, 'production', 'critical', $3, ${at})`,
    [systemId, name, product.people.admin.id],
  )
  await product.query(
    `insert into target (id, system_id, kind, address, config, created_at) values ($1, $2, 'host', 'this host', '{}', ${at})`,
    [targetId, systemId],
  )
  await product.query(
    `insert into "check" (id, system_id, target_id, kind, name, config, interval_seconds, grace_seconds, timeout_ms,
                          fail_after, ok_after, created_at)
     values ($1, $2, $3, 'host.disk_free', 'Disk space', '{}', 86400, 300, 10000, 1, 2, ${at})`,
    [checkId, systemId, targetId],
  )
  await product.query(
    `insert into check_schedule (check_id, next_due_at) values ($1, app_now() + interval '365 days')`,
    [checkId],
  )
  await product.query(`insert into series (id, check_id, key, unit) values ($1, $2, '/var', '%')`, [
    seriesId,
    checkId,
  ])
  await product.query(
    `insert into sample_day (series_id, at, min, max, sum, count, last)
     select $1, date_trunc('day', app_now(), 'UTC') - make_interval(days => ago), v, v, v, 1, v
       from generate_series(0, ${days}) as ago, lateral (select 60 - $2::float8 * ago + sin(ago * 2.4) * 0.3 as v) as level`,
    [seriesId, perDay],
  )
  return { systemId, checkId }
}

test('a disk that fills is found, asked about, and planned for before it is full', async ({
  product,
  signedIn,
}) => {
  test.setTimeout(120_000)
  // 0.5 % a day from 60 % on: 95 % in 70 days.
  const { systemId } = await addDisk(product, 'files-host', 0.5)
  const page = await signedIn('admin')
  await page.goto(`/systems/${systemId}/capacity`)
  await forecastAgain(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    '/var of files-host reaches its limit between',
  )
  await expectAccessible(page, 'capacity of a system')

  await page.goto('/capacity?q=files-host')
  const row = page.getByRole('row', { name: /^\/var files-host/ })
  await expect(row).toContainText('60 %')
  await expect(row).toContainText('+3.5 %')
  await expectAccessible(page, 'what runs out first')
  await row.getByRole('link', { name: '/var', exact: true }).click()

  // By keyboard: the limit slider one step on; the answer arrives under an address that can be sent.
  await page.getByRole('slider', { name: /^Growth/ }).focus()
  await page.keyboard.press('Home')
  await expect(page).toHaveURL(/growth=0/)
  const answer = page.getByText(/without any growth, the limit of \/var/)
  await expect(answer).toBeVisible()
  await page.reload()
  await expect(answer).toBeVisible()
  await expectAccessible(page, 'a what-if')

  // The work: a finding with system, date and owner filled in.
  await page.getByRole('link', { name: /^Create task before / }).click()
  await expect(page.getByLabel('What is wrong, in one line')).toHaveValue(
    /^Make room before .+: \/var of files-host$/,
  )
  const due = await page.getByLabel('Due', { exact: true }).inputValue()
  const ahead = (Date.parse(`${due}T00:00:00Z`) - Date.now()) / 86_400_000
  expect(ahead).toBeGreaterThan(40)
  expect(ahead).toBeLessThan(75)
  await expect(page.getByLabel('Owner', { exact: true })).toHaveValue(product.people.admin.id)
  await page.getByRole('button', { name: 'Open finding' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Make room before')
})

test('a young series is listed apart and never guessed', async ({ product, signedIn }) => {
  test.setTimeout(120_000)
  const { systemId, checkId } = await addDisk(product, 'young-host', 2)
  await product.query(
    `delete from sample_day d using series s where s.id = d.series_id and s.check_id = $1 and d.at < app_now() - interval '9 days'`,
    [checkId],
  )
  const page = await signedIn('admin')
  await page.goto(`/systems/${systemId}/capacity`)
  await forecastAgain(page)
  await page.goto('/capacity?view=waiting&q=young-host')
  await expect(page.getByRole('row', { name: /\/var of young-host/ })).toContainText(
    /not enough history \([89] of 14 days\)/,
  )
})

test('the list reads without JavaScript, also on a telephone', async ({ product, browser }) => {
  const { systemId } = await addDisk(product, 'plain-host', 0.4)
  const context = await browser.newContext({
    baseURL: product.url,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 760 },
  })
  await context.addCookies([
    { ...product.people.admin.cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
  ])
  const page = await context.newPage()
  await page.goto(`/systems/${systemId}/capacity`)
  await forecastAgain(page)
  await page.goto('/capacity?q=plain-host')
  const row = page.getByRole('row', { name: /^\/var plain-host/ })
  await expect(row.getByRole('link', { name: '/var', exact: true })).toBeVisible()
  await expect(row).toContainText(/\d+ (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec)/)
  const spill = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(spill).toBe(0)
  await context.close()
})
