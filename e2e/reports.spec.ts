import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Download, expect, type Page } from '@playwright/test'
import { newId } from '../lib/db/new-id'
import { readMail, type SmtpCatcher, startSmtpCatcher } from '../scripts/testing/smtp-catcher'
import { makeDue } from './support/duties'
import { expectAccessible } from './support/look'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'
import { test } from './support/test'

// One product and one mail server for the whole file: what one test leaves is the story of the next.
test.describe.configure({ mode: 'serial' })

let product: Product
let catcher: SmtpCatcher
test.beforeAll(async () => {
  ;[product, catcher] = await Promise.all([startProduct(), startSmtpCatcher()])
})
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
test.afterEach(({}, info) => {
  if (info.status === info.expectedStatus) return
  console.log(product?.web.output.slice(-3_000), product?.worker.output.slice(-3_000))
})
test.afterAll(() => Promise.all([product?.stop(), catcher?.close()]))

const headline = (page: Page) => page.getByRole('heading', { level: 1 })

/** A critical finding that nobody owns and that is past due: somebody has to decide. */
async function plantDecision(): Promise<void> {
  const systemId = newId()
  await product.query(
    `insert into system (id, name, kind, environment, criticality, tags, created_at)
     values ($1, 'orders-db', 'database', 'production', 'critical', '{}', now() - interval '60 days')`,
    [systemId],
  )
  await product.query(
    `insert into finding (id, system_id, fingerprint, origin, kind, title, detail, remediation, severity, severity_reason,
       state, state_since, first_seen, last_seen, sla_start, due)
     select $1::uuid, $2, $1::text, 'manual', 'defect', 'No restore was ever tried', 'Nobody knows whether it works.',
       'Restore it once.', 'critical', 'Data could be lost.', 'open', at, at, at, at, at + interval '7 days'
       from (select now() - interval '30 days' as at) as opened`,
    [newId(), systemId],
  )
  await product.query(
    `insert into finding_event (id, finding_id, at, actor_label, type, to_state)
     select gen_random_uuid(), id, first_seen, 'ada@example.com', 'created', 'open' from finding
      where title = 'No restore was ever tried'`,
  )
}

/** From now on the database lives on the Monday of next week, at ten in the morning. Whoever is signed in stays it. */
async function moveToNextMonday(): Promise<void> {
  const now = new Date()
  const days = ((8 - now.getUTCDay()) % 7) + 7
  const monday = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 10)
  await product.query(
    `create or replace function app_now() returns timestamptz language sql stable parallel safe
       as $f$ select now() + interval '${Math.round((monday - now.getTime()) / 1000)} seconds' $f$`,
  )
  await product.query(
    `update session set last_seen_at = app_now(), expires_at = app_now() + interval '7 days'`,
  )
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

async function downloaded(page: Page, link: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) }
}

test('a report on any days is built by the worker, read, and kept in three files', async ({ browser }) => {
  await plantDecision()
  const page = await signInAs(browser, product, 'maintainer')
  await page.goto('/reports')
  await expect(headline(page)).toContainText('The first weekly report comes on Mon')
  await page.getByRole('button', { name: 'Build report' }).click()
  await expect(page.getByRole('heading', { name: 'Decisions we need from you' })).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.getByRole('row', { name: /No restore was ever tried|F-\d+/ }).first()).toBeVisible()

  const pdf = await downloaded(page, 'PDF')
  expect(pdf.name).toMatch(/^wheeltapper-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d\.pdf$/)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const json = await downloaded(page, 'JSON')
  const hash = await page.locator('.report-hash code').innerText()
  expect(createHash('sha256').update(json.bytes).digest('hex')).toBe(hash)
  const csv = await downloaded(page, 'CSV')
  expect(csv.bytes.toString('utf8')).toContain('Headline')
  expect((await downloaded(page, 'PDF')).bytes.equals(pdf.bytes)).toBe(true)
  await page.context().close()
})

test('Monday’s mail reaches its reader, and its first decision leads to the finding', async ({ browser }) => {
  // The worker builds no week before it has beaten in the new time; it would look once a minute.
  test.setTimeout(200_000)
  const admin = await signInAs(browser, product, 'admin')
  await admin.goto('/admin/mail')
  await admin.locator('[name=host]').fill('127.0.0.1')
  await admin.locator('[name=port]').fill(String(catcher.port))
  await admin.locator('[name=security][value=none]').check()
  await admin.locator('[name=privateNetwork]').check()
  await admin.locator('[name=fromAddress]').fill('wheeltapper@example.com')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText(/saved/i).first()).toBeVisible()

  const page = await signInAs(browser, product, 'manager')
  await page.goto('/reports/settings')
  await page.getByRole('button', { name: 'Send me this report' }).click()
  await expect(page.getByRole('table')).toContainText('Monday')
  expect(catcher.mails).toEqual([])

  await moveToNextMonday()
  await expect
    .poll(
      async () => {
        await makeDue(product, 'reports')
        await makeDue(product, 'deliveries')
        return catcher.mails.length
      },
      { timeout: 150_000, intervals: [2_000] },
    )
    .toBe(1)
  const [caught] = catcher.mails
  if (!caught) throw new Error('no mail')
  expect(caught.to).toEqual([product.people.manager.email])
  const mail = await readMail(caught)
  expect(mail.subject).toMatch(/^Week \d+: .*1 /)
  expect(mail.text).toContain('No restore was ever tried')
  expect(caught.raw.length).toBeLessThan(100_000)

  await page.setContent(String(mail.html))
  const decision = page.getByRole('link', { name: /F-\d+/ }).first()
  const address = await decision.getAttribute('href')
  expect(address).toMatch(new RegExp(`^${product.url}/findings/\\d+`))
  await page.goto(address ?? '')
  await expect(page.getByText('No restore was ever tried').first()).toBeVisible()
  await page.context().close()
})

test('the week is a page that prints on one sheet, and managers land on it', async ({ browser }) => {
  const page = await signInAs(browser, product, 'manager')
  await page.goto('/')
  await expect(page).toHaveURL(/\/reports\/\d{4}-W\d\d$/)
  await expect(headline(page)).not.toBeEmpty()
  await expectAccessible(page, 'a report')
  for (const format of ['A4', 'Letter'] as const) {
    const printed = await page.pdf({ format, preferCSSPageSize: false })
    expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  }
  // Nothing was sent a second time, and the same address shows the same report.
  expect(catcher.mails).toHaveLength(1)
  await page.context().close()
})

test('a link shows the report without signing in, leads nowhere, and ends', async ({ browser }) => {
  const page = await signInAs(browser, product, 'manager')
  await page.goto('/')
  const said = await headline(page).innerText()
  await page.getByRole('link', { name: 'Share' }).click()
  await expect(headline(page)).toHaveText('Nobody outside can read this report.')
  await page.getByLabel('For whom').fill('Board meeting')
  await page.getByRole('button', { name: 'Make link' }).click()
  const address = await page.locator('code.once').innerText()

  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(address)
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(said)
  expect(await stranger.locator('.report a').count()).toBe(0)
  await expectAccessible(stranger, 'a shared report')

  await page.reload()
  await page.getByRole('button', { name: 'End link for Board meeting' }).click()
  await expect(page.getByText('Was ended')).toBeVisible()
  await stranger.reload()
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('This link does not work')
  await stranger.context().close()
  await page.context().close()
})

test('the period is read again, and two reports are compared', async ({ browser }) => {
  const page = await signInAs(browser, product, 'viewer')
  await page.goto('/reports')
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(headline(page)).toContainText('against')
  await expect(page.getByRole('row', { name: /Open findings/ })).toBeVisible()
  await page.goto('/reports')
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByRole('link', { name: 'Check again' }).click()
  await expect(headline(page)).toContainText(/same|equal|again/i)
  await page.context().close()
})
