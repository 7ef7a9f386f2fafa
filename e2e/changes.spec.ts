import { expect } from '@playwright/test'
import { newId } from '../lib/db/new-id'
import { expectAccessible } from './support/look'
import type { Product } from './support/product'
import { test } from './support/test'

// Something is no longer as it was: it is found in the list, explained by keyboard, or announced and so expected.

const at = (minutes: number) => `app_now() - interval '${minutes} minutes'`

/** A system with settings that are known, and two that were changed an hour ago. */
async function addChanged(product: Product, name: string): Promise<string> {
  const [systemId, targetId, checkId] = [newId(), newId(), newId()]
  await product.query(
    `insert into system (id, name, kind, is_self, environment, criticality, owner_id, created_at)
     values ($1, $2, 'database', false, 'production', 'critical', $3, ${at(9_000)})`,
    [systemId, name, product.people.admin.id],
  )
  await product.query(
    `insert into target (id, system_id, kind, address, config, created_at)
     values ($1, $2, 'postgres', 'db.example.com:5432/shop', '{}', ${at(9_000)})`,
    [targetId, systemId],
  )
  await product.query(
    `insert into "check" (id, system_id, target_id, kind, name, config, interval_seconds, grace_seconds, timeout_ms,
                          fail_after, ok_after, created_at)
     values ($1, $2, $3, 'pg.settings_drift', 'Settings', '{}', 300, 300, 10000, 1, 2, ${at(9_000)})`,
    [checkId, systemId, targetId],
  )
  await product.query(
    `insert into check_schedule (check_id, next_due_at) values ($1, app_now() + interval '365 days')`,
    [checkId],
  )
  await product.query(
    `insert into observation (check_id, hash, basis, facts, observed_at, changed_at)
     values ($1, 'h', 'b', '{"setting": {"max_connections": "200", "work_mem": "64MB"}}', ${at(1)}, ${at(60)})`,
    [checkId],
  )
  for (const [key, before, after] of [
    ['max_connections', '100', '200'],
    ['work_mem', '4MB', '64MB'],
  ]) {
    await product.query(
      `insert into system_change (id, system_id, check_id, at, last_seen_before, place, subject, key, kind, before, after,
                                  in_window, expectation)
       values ($1, $2, $3, date_trunc('hour', ${at(60)}), date_trunc('hour', ${at(120)}), 'db.example.com:5432/shop', 'setting',
               $4, 'changed', $5, $6, false, 'unexpected')`,
      [newId(), systemId, checkId, key, before, after],
    )
  }
  return systemId
}

test('a change that nobody announced is found and explained by keyboard', async ({ product, signedIn }) => {
  const systemId = await addChanged(product, 'shop-db')
  const page = await signedIn('admin')
  await page.goto(`/systems/${systemId}/changes`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '2 unexpected changes wait for an explanation',
  )
  const change = page.getByRole('listitem').filter({ hasText: '2 settings changed' })
  await expect(change).toContainText('max_connections')
  await expect(change).toContainText('100')
  await expect(change).toContainText('200')
  await expectAccessible(page, 'changes of a system')

  // j goes to the row, e into its line, Enter sends it: first nothing, which is not enough.
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await expect(page.getByPlaceholder('Why is this all right?')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Say why this is all right')).toBeVisible()
  await page.getByPlaceholder('Why is this all right?').fill('Raised for the night run, ticket 4711')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The reason is written down for 2 changes.')).toBeVisible()
  await expect(page.getByText('Nothing waits for an explanation.')).toBeVisible()
  await page.getByRole('link', { name: /^Unexpected/ }).click()
  await expect(page.getByText('“Raised for the night run, ticket 4711”')).toBeVisible()
})

test('a change is announced a little late and then expected, until that is withdrawn', async ({
  product,
  signedIn,
}) => {
  const systemId = await addChanged(product, 'late-db')
  const page = await signedIn('admin')
  await page.goto(`/systems/${systemId}/changes`)
  await page.getByRole('link', { name: 'Announce a change' }).click()
  await expectAccessible(page, 'announcing a change')
  await page.getByRole('radio', { name: /^Configuration/ }).check()
  await page.getByLabel('What changes').fill('More connections')
  const begins = page.getByLabel('Begins')
  const typed = await begins.inputValue()
  const earlier = new Date(Date.parse(`${typed}:00Z`) - 3 * 3_600_000).toISOString().slice(0, 16)
  await begins.fill(earlier)
  await page.getByRole('button', { name: 'Announce the change' }).click()
  await expect(page.getByText('explains 2 changes that had been seen already')).toBeVisible()
  await page.getByRole('link', { name: /^Expected/ }).click()
  await expect(page.getByText('Announced: More connections')).toBeVisible()

  await page.getByRole('button', { name: 'Withdraw More connections' }).click()
  await expect(page.getByText('2 changes are no longer explained by it')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '2 unexpected changes wait for an explanation',
  )
})

test('the list reads and works without JavaScript, also on a telephone', async ({ product, browser }) => {
  const systemId = await addChanged(product, 'plain-db')
  const context = await browser.newContext({
    baseURL: product.url,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 760 },
  })
  await context.addCookies([
    { ...product.people.admin.cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
  ])
  const page = await context.newPage()
  await page.goto('/changes?q=plain-db')
  await expect(page.getByRole('link', { name: '2 settings changed' })).toBeVisible()
  const spill = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(spill).toBe(0)
  await page.getByPlaceholder('Why is this all right?').fill('planned with the team')
  await page.getByRole('button', { name: /^Explain/ }).click()
  await expect(page.getByText('The reason is written down for 2 changes.')).toBeVisible()
  await page.goto(`/systems/${systemId}/changes?view=all`)
  await expect(page.getByText('“planned with the team”')).toBeVisible()
  await context.close()
})
