import { expect, type Page } from '@playwright/test'
import { newId } from '../lib/db/new-id'
import { expectAccessible } from './support/look'
import type { Product } from './support/product'
import { test } from './support/test'

// A claim without its proof is raised by what the data say, and cleared by a proof that somebody records.

// Rules, their numbers and the heading are about all systems.
test.use({ productOf: 'red-flags' })

/** A critical database with a backup that was restored 101 days ago, as an automatic source would have written it. */
async function addSystem(product: Product, name: string): Promise<string> {
  const [id, targetId] = [newId(), newId()]
  await product.query(
    `insert into system (id, name, kind, is_self, environment, criticality, owner_id, created_at)
     values ($1, $2, 'database', false, 'production', 'critical', $3, app_now() - interval '200 days')`,
    [id, name, product.people.admin.id],
  )
  await product.query(
    `insert into target (id, system_id, kind, address, config, created_at)
     values ($1, $2, 'backup', '/backups/orders/*.dump', '{}', app_now() - interval '200 days')`,
    [targetId, id],
  )
  await product.query(
    `insert into drill (id, system_id, backup_target_id, backup_name, level, result, started_at, duration_seconds, counts, note,
                        evidence_ids, source, recorded_at)
     values ($1, $2, $3, 'orders-1.dump', 'queried', 'pass', app_now() - interval '101 days', 660, '[]', '', '{}', 'machine',
             app_now() - interval '101 days')`,
    [newId(), id, targetId],
  )
  return id
}

const evaluate = async (page: Page) => {
  await page.goto('/red-flags')
  await page.getByRole('button', { name: 'Evaluate now' }).click()
  await expect(page.getByText(/systems? (is|are) evaluated\.$/)).toBeVisible()
}
const row = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Red flags by system, worst first' })
    .getByRole('row', { name: new RegExp(`^${name}`) })
const fieldOfDay = (at: Date) => at.toISOString().slice(0, 16)

test('a flag is raised by data, is a finding, and is cleared by a recorded restore', async ({
  product,
  signedIn,
}) => {
  test.setTimeout(180_000)
  const systemId = await addSystem(product, 'orders-db')
  const page = await signedIn('admin')
  await evaluate(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /of 6 raised: .*backups never restored \(orders-db/,
  )
  const cell = row(page, 'orders-db')
  await expect(cell).toContainText(/Last proven restore .*, level queried, 11 min: 101 d ago, 35 d allowed\./)
  await expectAccessible(page, 'red flags')

  // It is a finding, with an owner and a date.
  await page
    .getByRole('row', { name: /^orders-db.*101 d ago.*F-\d+/ })
    .getByRole('link', { name: /^F-/ })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Red flag: Backups never restored')
  const finding = page.url()
  await page.getByRole('link', { name: 'Rule of the flag' }).click()
  await expect(page).toHaveURL(/\/red-flags\/unproven-backup$/)

  await page.goto('/red-flags')
  await page.getByRole('link', { name: 'Prove it now: orders-db' }).click()
  await page.getByRole('link', { name: 'Record a restore' }).click()
  await page.getByLabel('Which backup').fill('orders-2.dump')
  await page.getByRole('radio', { name: /^Queried/ }).check()
  await page.getByRole('radio', { name: /^Pass/ }).check()
  await page.getByLabel('Restore begun').fill(fieldOfDay(new Date(Date.now() - 3_600_000)))
  await page.getByLabel('Took, in minutes').fill('12')
  await page.getByLabel('Table 1', { exact: true }).fill('orders')
  await page.getByLabel('Rows expected in table 1').fill('128,044')
  await page.getByLabel('Rows found in table 1').fill('128,010')
  await page.getByRole('button', { name: 'Record the restore' }).click()
  await expect(
    page.getByText(/128010 of 128044 were found, so the restore did not pass/).first(),
  ).toBeVisible()
  await page.getByLabel('Rows found in table 1').fill('128,044')
  await page.getByRole('button', { name: 'Record the restore' }).click()
  await expect(page.getByText(/a claim: attach what shows it/).first()).toBeVisible()
  await page.getByLabel('What was seen').fill('128,044 of 128,044 orders; the newest one opens')
  await expectAccessible(page, 'the form of a restore')
  await page.getByRole('button', { name: 'Record the restore' }).click()
  await expect(page.getByText('The restore is on record')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /^Last proven restore .*, level queried, 12 min; 35 days allowed$/,
  )
  await expectAccessible(page, 'the proofs of a system')

  // Judged at once: clear, the finding verified by the proof, and the word on the system's page.
  await page.goto(finding)
  await expect(page.getByText('verified it: the proof is there')).toBeVisible()
  const [stored] = await product.query<{ state: string }>('select state from finding where number = $1', [
    Number(finding.split('/').at(-1)),
  ])
  expect(stored?.state).toBe('verified')
  await page.goto(`/systems/${systemId}`)
  const words = page.getByRole('listitem').filter({ hasText: 'Backups never restored' })
  await expect(words.getByText('Clear')).toBeVisible()
  const [state] = await product.query<{ history: string[] }>(
    `select array_agg(to_status order by at) as history from red_flag_change where system_id = $1 and flag_key = 'unproven-backup'`,
    [systemId],
  )
  expect(state?.history).toEqual(['raised', 'clear'])
})

test('the effect of other numbers is seen before they are saved', async ({ product, signedIn }) => {
  const systemId = await addSystem(product, 'stock-db')
  await product.query(`update drill set started_at = app_now() - interval '20 days' where system_id = $1`, [
    systemId,
  ])
  const page = await signedIn('admin')
  await evaluate(page)
  await page.goto('/red-flags/unproven-backup')
  await page.getByLabel('Days allowed for a critical system').fill('many')
  await page.getByRole('button', { name: 'Show the effect' }).click()
  await expect(page.getByText(/write a number from 1 to 400/)).toBeVisible()
  await page.getByLabel('Days allowed for a critical system').fill('14')
  await page.getByRole('button', { name: 'Show the effect' }).click()
  await expect(page.getByText(/\d+ → \d+ raised: also stock-db/)).toBeVisible()
  await expect(row(await visit(page, '/red-flags'), 'stock-db')).not.toContainText('20 d ago')
  await page.goBack()
  await page.getByRole('button', { name: 'Save these numbers' }).click()
  await expect(page.getByText('The numbers are saved')).toBeVisible()
  await expect(page.getByText('within 14 d (critical)').first()).toBeVisible()
  await evaluate(page)
  await expect(row(page, 'stock-db')).toContainText('20 d ago, 14 d allowed')
})

const visit = async (page: Page, path: string) => {
  await page.goto(path)
  return page
}

test('an own rule is refused with its line, tried, saved, and judged', async ({ product, signedIn }) => {
  await addSystem(product, 'mail-db')
  const page = await signedIn('admin')
  await page.goto('/red-flags/rules/new')
  const rule = (severity: string) => `key: own.unchecked
title: Nobody checks it
claim: It is watched.
proof: It has a check.
clears: Add a check.
severity: ${severity}
raised: {any: [{fact: checks.count, operator: '==', value: 0}]}
`
  const text = page.getByLabel('Rule, as YAML')
  await text.fill(rule('dreadful'))
  await page.getByRole('button', { name: 'Show the effect' }).click()
  await expect(page.getByText(/^line 6: severity must be one of/).first()).toBeVisible()
  await expectAccessible(page, 'an own rule with an error')
  await text.fill(rule('low'))
  await page.getByRole('button', { name: 'Show the effect' }).click()
  await expect(page.getByText(/^Nobody checks it: \d+ raised: .*Nothing is saved yet\.$/)).toBeVisible()
  await expect(text).toHaveValue(rule('low').trim())
  await page.getByRole('button', { name: 'Save, and switch it on' }).click()
  await expect(page).toHaveURL(/\/red-flags\/own\.unchecked/)
  await evaluate(page)
  await expect(row(page, 'mail-db')).toContainText('Checks: 0 (exactly 0 raises it).')
  await page.goto('/red-flags/own.unchecked')
  await page.getByRole('button', { name: 'Delete the rule' }).click()
  await expect(page.getByText('The rule is deleted.')).toBeVisible()
})

test('a migration is verified without JavaScript: what is missing keeps it open', async ({
  browser,
  product,
}) => {
  const systemId = await addSystem(product, 'wiki-db')
  const context = await browser.newContext({ baseURL: product.url, javaScriptEnabled: false })
  await context.addCookies([
    { ...product.people.admin.cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
  ])
  const page = await context.newPage()
  await page.goto(`/systems/${systemId}/proofs/migrations/new`)
  await page.getByLabel('Title').fill('PostgreSQL 17 to 18')
  await page.getByRole('button', { name: 'Record and begin its verification' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('PostgreSQL 17 to 18: not verified')
  const outcome = (area: string) => page.getByRole('group', { name: area }).getByLabel('Outcome')
  for (const area of ['Records', 'Volumes', 'Dependencies']) await outcome(area).selectOption('Verified')
  await outcome('Jobs').selectOption('Not applicable')
  await outcome('Files').selectOption('Missing')
  await page.getByLabel('Files: expected').fill('412')
  await page.getByLabel('Files: found').fill('409')
  await page.getByLabel('What was seen').fill('compared with the list of the old host')
  await page.getByRole('button', { name: 'Close the verification' }).click()
  await expect(page.getByText(/Files: 3 missing\. Bring back what is missing/).first()).toBeVisible()
  await expect(page.getByText('What you attached is kept')).toBeVisible()
  await page.getByRole('button', { name: 'Save, and go on later' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('PostgreSQL 17 to 18: 3 missing')
  await outcome('Files').selectOption('Verified')
  await page.getByLabel('Files: found').fill('412')
  await page.getByLabel('Files: missing').fill('')
  await page.getByRole('button', { name: 'Close the verification' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('PostgreSQL 17 to 18: verified')
  await context.close()
})

test('alerts are pasted as a list, and what became of one is told later', async ({ product, signedIn }) => {
  const systemId = await addSystem(product, 'billing-db')
  const page = await signedIn('admin')
  await page.goto(`/systems/${systemId}/proofs/alerts/new`)
  const at = (daysAgo: number) => fieldOfDay(new Date(Date.now() - daysAgo * 86_400_000))
  const lines = (outcome: string) => [
    'rule, class, fired, acknowledged, outcome',
    `DiskFull, wake, ${at(3)}, ${at(3)}, acted`,
    `SlowAnswers, attention, ${at(2)}, , ${outcome}`,
    `SlowAnswers, attention, ${at(1)}, ,`,
  ]
  await page.getByLabel('One alert per line').fill(lines('shrug').join('\n'))
  await page.getByRole('button', { name: 'Record the list' }).click()
  await expect(page.getByText(/Line 3: Choose what became of it/).first()).toBeVisible()
  await page.getByLabel('One alert per line').fill(lines('needed nothing').join('\n'))
  await page.getByRole('button', { name: 'Record the list' }).click()
  await expect(page.getByText('3 alerts are on record now.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '3 fired in 4 weeks, 1 needed nothing, of 1 nobody wrote down what became',
  )
  await page.getByRole('button', { name: 'SlowAnswers: needed nothing' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 fired in 4 weeks, 2 needed nothing')
  await expectAccessible(page, 'the alerts of a system')
})
