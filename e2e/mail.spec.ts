import { expect, type Page } from '@playwright/test'
import { newId } from '../lib/db/new-id'
import { refusal, startSmtpCatcher } from '../scripts/testing/smtp-catcher'
import { createTestAuthority } from '../scripts/testing/test-certificates'
import { expectAccessible } from './support/look'
import { test } from './support/test'

// An administrator names a mail server, tests it, and looks after what it refuses; a reader's mail ends with one click.

// There is one mail server, and the heading counts every message that was given up.
test.use({ productOf: 'mail' })

const password = 'a canary among passwords'
const headline = (page: Page) => page.getByRole('heading', { level: 1 })
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()

async function sendTest(page: Page, said: string): Promise<void> {
  await page.getByRole('button', { name: 'Send test mail' }).click()
  await expect(page.getByText('is on its way.')).toBeVisible()
  await expect(page.locator('.facts').getByText(said)).toBeVisible({ timeout: 30_000 })
}

test('a mail server is named, tried, and what it refuses is decided about', async ({ product, signedIn }) => {
  test.setTimeout(120_000)
  const authority = await createTestAuthority(new Date())
  const catcher = await startSmtpCatcher({
    certificate: await authority.issue(),
    user: { name: 'wheel', password },
    onRcptTo: (address) => {
      if (address === 'gone@example.com') throw refusal(550, '5.1.1 no such mailbox')
    },
    onMessage: () => 'queued as 4bXk2L',
  })
  const page = await signedIn('admin')
  await page.goto('/admin/mail')
  await expect(headline(page)).toHaveText('No mail server is set: nothing is sent')
  await expectAccessible(page, 'mail without a server')
  await save(page)
  await expect(
    page
      .getByRole('alert')
      .getByText(/smtp\.example\.com/)
      .first(),
  ).toBeVisible()

  await page.getByRole('textbox', { name: 'Server', exact: true }).fill('localhost')
  await page.getByRole('textbox', { name: 'Port' }).fill(String(catcher.port))
  await page.getByRole('textbox', { name: 'User name' }).fill('wheel')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('textbox', { name: /^Certificate of your own authority/ }).fill(authority.rootPem)
  await page.getByRole('textbox', { name: "Sender's address" }).fill('wheel@example.com')
  await save(page)
  await expect(page.getByText('Saved. Send a test mail')).toBeVisible()
  await expect(headline(page)).toHaveText('Mail goes out through localhost')

  // A private address needs a word, and the password once more because of it.
  await sendTest(page, 'is in a private network. Tick')
  await page.getByLabel(/The server is in our own network/).check()
  await save(page)
  await expect(page.getByRole('alert').getByText(/Enter the password again/)).toBeVisible()
  await expect(page.getByLabel(/The server is in our own network/)).toBeChecked()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await save(page)
  await expect(page.getByText('Saved. Send a test mail')).toBeVisible()
  await sendTest(page, 'queued as 4bXk2L')
  const [caught] = catcher.mails
  expect(caught).toMatchObject({ to: ['admin@example.com'], user: 'wheel', isEncrypted: true })
  expect(await page.content()).not.toContain(password)

  // A report for somebody whose mailbox is gone.
  const id = newId()
  await product.query(
    `insert into outbox_message (id, channel, kind, reference, identity, recipient, state, attempts, last_error, not_before, next_attempt_at, created_at, ended_at)
     values ($1, 'mail', 'report', $1, 'report-delivery:of this test', 'gone@example.com', 'dead', 1, 'localhost said 550 5.1.1 no such mailbox', app_now(), app_now(), app_now(), app_now())`,
    [id],
  )
  await page.goto('/admin/mail')
  await expect(headline(page)).toHaveText('1 message was given up')
  await expectAccessible(page, 'mail that was given up')
  const row = page.getByRole('row', { name: /gone@example\.com/ })
  await expect(row).toContainText('no such mailbox')
  await row.getByRole('button', { name: 'Do not send' }).click()
  await expect(row).toBeHidden()
  await expect(headline(page)).toHaveText('Mail goes out through localhost')

  await page.getByRole('button', { name: 'Remove the mail server' }).click()
  await expect(headline(page)).toHaveText('No mail server is set: nothing is sent')
  expect(product.web.output + product.worker.output).not.toContain(password)
  await catcher.close()
})

test('a report by mail is chosen, changed, and ended by one click without signing in', async ({
  browser,
  product,
  signedIn,
}) => {
  const page = await signedIn('maintainer')
  await page.goto('/reports/settings')
  await expect(headline(page)).toHaveText('You get no report by mail')
  await expectAccessible(page, 'no report by mail')
  await page.getByLabel('Time zone', { exact: true }).selectOption('Pacific/Auckland')
  await page.getByRole('button', { name: 'Send me this report' }).click()
  await expect(headline(page)).toHaveText(
    'You get the report of all systems by mail, Mondays at 06:00 (Pacific/Auckland)',
  )
  await page.getByRole('link', { name: 'Change All systems' }).click()
  await page.getByLabel('Day').selectOption('Friday')
  await page.getByLabel('Time', { exact: true }).fill('16:30')
  await page.getByRole('button', { name: 'Send me this report' }).click()
  await expect(headline(page)).toHaveText(/Fridays at 16:30/)
  await expectAccessible(page, 'a report by mail')

  const tokenOf = async () => {
    const [subscription] = await product.query<{ token: string }>(
      'select token from report_subscription where ended_at is null and user_id = $1',
      [product.people.maintainer.id],
    )
    return subscription?.token ?? ''
  }
  const token = await tokenOf()
  // Looking at a link ends nothing, with and without scripts.
  const stranger = await browser.newContext({ baseURL: product.url, javaScriptEnabled: false })
  const letter = await stranger.newPage()
  await letter.goto(`/api/unsubscribe/${token}`)
  await expect(letter).toHaveURL(`${product.url}/unsubscribe/${token}`)
  await expect(headline(letter)).toHaveText('End the report of all systems?')
  await expect(letter.getByText('m…@example.com')).toBeVisible()
  await page.reload()
  await expect(headline(page)).toHaveText(/Fridays at 16:30/)
  await letter.getByRole('button', { name: 'End this mail' }).click()
  await expect(headline(letter)).toHaveText('You get this report no more')
  await letter.goto(`/unsubscribe/${token}x`)
  await expect(headline(letter)).toHaveText('This link does not work')
  await stranger.close()
  await page.reload()
  await expect(headline(page)).toHaveText('You get no report by mail')

  // A mail program does it with one POST from nowhere in particular (RFC 8058).
  await page.getByRole('button', { name: 'Send me this report' }).click()
  await expect(headline(page)).toHaveText(/Mondays at 06:00/)
  const again = await tokenOf()
  expect(again).not.toBe(token)
  const post = (path: string) =>
    fetch(new URL(path, product.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
  expect((await post(`/api/unsubscribe/${again}x`)).status).toBe(404)
  expect((await post(`/api/unsubscribe/${again}`)).status).toBe(200)
  expect((await post(`/api/unsubscribe/${again}`)).status).toBe(200)
  // The door is open for this one path only.
  expect((await post('/api/unsubscribe/x/../../logout')).status).toBe(403)
  await page.reload()
  await expect(headline(page)).toHaveText('You get no report by mail')
})
