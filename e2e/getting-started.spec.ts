import { mkdtemp, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { makeDue } from './support/duties'
import { expectAccessible } from './support/look'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'
import { startTargetDatabase, type TargetDatabase } from './support/target-database'

// The first audit of a system that was just added: data answer what they can, a person the rest.
test.describe.configure({ timeout: 240_000, mode: 'serial' })

let product: Product
let target: TargetDatabase
let systemId: string
test.beforeAll(async () => {
  test.setTimeout(90_000)
  ;[product, target] = await Promise.all([
    startProduct({ env: { EGRESS_ALLOW_CIDRS: '127.0.0.1/32' } }),
    startTargetDatabase('started'),
  ])
})
test.afterAll(() => Promise.all([product?.stop(), target?.stop()]))

const log = (name: string, text = '8412003 rows restored in 662 s\n') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
})

const controls = () => `/systems/${systemId}/controls`
const questionOf = (key: string) => `${controls()}/${key}`
const said = (page: Page): Locator => page.getByRole('status').filter({ hasText: /\S/ }).first()
const attach = (page: Page) => page.getByText('Attach a file, a link or a note')

const answersOf = (key: string) =>
  product.query<{ outcome: string; source: string; statement: string }>(
    'select outcome, source, statement from assessment where system_id = $1 and control_key = $2',
    [systemId, key],
  )

async function addSystem(page: Page): Promise<void> {
  await page.goto('/systems/new')
  await page.getByLabel(/URL, connection string/).fill(target.dsn)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save and start watching' })).toBeVisible({ timeout: 20_000 })
  await page.getByLabel('Name', { exact: true }).fill('orders-db')
  await page.getByRole('radio', { name: /^High/ }).check()
  await page.getByRole('button', { name: 'Save and start watching' }).click()
  await expect(page).toHaveURL(/\/systems\/[0-9a-f-]{36}$/)
  systemId = page.url().split('/').at(-1) ?? ''
}

/** Presses the key of an answer, as soon as the page listens to keys. */
async function choose(page: Page, key: number): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(String(key))
    await expect(page.getByRole('radio').nth(key - 1)).toBeChecked({ timeout: 500 })
  }).toPass()
}

/** A file of 100 MB on disk: Playwright hands large ones to the browser by their path. */
async function hugeFile(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'wheeltapper-huge-')), 'huge.log')
  const handle = await open(file, 'w')
  await handle.truncate(100 * 1_048_576)
  await handle.close()
  return file
}

test('a fresh system is asked eight areas, and data answer the first of them by themselves', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'admin')
  await addSystem(page)
  await expect
    .poll(
      async () => {
        // It would look every half minute.
        await makeDue(product, 'assessments')
        const answers = await product.query(
          `select 1 from assessment where system_id = $1 and source = 'auto' and outcome <> 'unknown'`,
          [systemId],
        )
        return answers.length
      },
      { timeout: 120_000, intervals: [1_000] },
    )
    .toBeGreaterThan(2)
  await page.goto(controls())
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^Getting started: \d+ of \d+ answered, \d+ by data/,
  )
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([
    'Database',
    'Backups',
    'Health',
    'Resources',
    'Security',
    'Certificates',
    'Alerts',
    'Reports',
  ])
  await expectAccessible(page, 'the controls of a fresh system')
})

test('a question is answered by key, with evidence whose content is looked at', async ({ browser }) => {
  const page = await signInAs(browser, product, 'admin')
  await page.goto(questionOf('backup.copies'))
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(page.getByText(/Posture \d+/).first()).toBeVisible()
  await expectAccessible(page, 'a question')

  await choose(page, 2)
  await choose(page, 1)
  await page.keyboard.press('n')
  await page.keyboard.type('listed on the second site')
  await attach(page).click()
  const files = page.getByLabel('Files')

  await files.setInputFiles(await hugeFile())
  await expect(page.getByText('huge.log has 100 MB; at most 10 MB can be attached.')).toBeVisible()
  await expect(files).toHaveValue('')

  await files.setInputFiles(log('report.pdf'))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(
    page.getByText('report.pdf is named like a PDF document, but its content is a text file.').first(),
  ).toBeVisible()
  // Nothing typed is lost.
  await expect(page.getByLabel('Note')).toHaveValue('listed on the second site')
  await expect(page.getByRole('radio').nth(0)).toBeChecked()
  expect(await answersOf('backup.copies')).toEqual([])

  await files.setInputFiles(log('copies.log'))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  expect(await answersOf('backup.copies')).toMatchObject([{ outcome: 'pass', source: 'manual' }])

  await page.getByRole('link', { name: 'copies.log' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('copies.log')
  await expectAccessible(page, 'a piece of evidence')
  const file = await page.request.get(`${page.url()}/file`)
  expect(await file.text()).toBe('8412003 rows restored in 662 s\n')
  expect(file.headers()).toMatchObject({
    'content-type': 'text/plain',
    'content-disposition': expect.stringMatching(/^attachment; filename="copies.log"/),
    'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox$/),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
})

test('Enter saves and goes on; what needs evidence is refused without; not to know is an answer', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'admin')
  await page.goto(questionOf('certificates.owner-notified'))
  await choose(page, 1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/controls\/(?!certificates\.owner-notified).*said=saved/)
  expect(await answersOf('certificates.owner-notified')).toMatchObject([{ outcome: 'pass' }])

  await page.goto(questionOf('backup.restore-tested'))
  await choose(page, 1)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/needs evidence: attach what shows it/).first()).toBeVisible()

  await page.goto(questionOf('reports.trends'))
  await page.getByLabel(/I don’t know/).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(said(page)).toContainText(/F-\d+ is open for it/)
  await said(page).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Nobody knows: /)
})

test('a question that does not apply is left out by two people, and the score says what that does', async ({
  browser,
}) => {
  const maintainer = await signInAs(browser, product, 'maintainer')
  await maintainer.goto(questionOf('backup.retention'))
  await maintainer.getByText('Not applicable here').click()
  await expect(maintainer.getByText(/Leaving it out: /)).toBeVisible()
  await maintainer.getByLabel('Reason').selectOption('architecture')
  await maintainer.getByLabel('In words').fill('the data can be made again from their source')
  await maintainer.getByRole('button', { name: 'Ask to leave it out' }).click()
  await expect(maintainer.getByText(/It waits for the approval of a manager/)).toBeVisible()
  await expect(maintainer.getByRole('button', { name: 'Approve' })).toHaveCount(0)

  const manager = await signInAs(browser, product, 'manager')
  await manager.goto(questionOf('backup.retention'))
  await manager.getByRole('button', { name: 'Approve' }).click()
  await expect(manager.getByText('Left out until its end.')).toBeVisible()
  await manager.goto(controls())
  await expect(manager.getByText('1 question is left out as not applicable.')).toBeVisible()
})

test('the core questions take over what checks watch', async ({ browser }) => {
  const page = await signInAs(browser, product, 'admin')
  await page.goto(`/systems/${systemId}/core-questions`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Not written down yet/)
  await page.getByRole('button', { name: 'Take these over' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d of 4 core questions answered/)
  await expectAccessible(page, 'the core questions')
})

test('without scripts: a file of 100 MB is refused with what to do, an answer with a file is saved', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'admin', { javaScriptEnabled: false })
  await page.goto(questionOf('backup.copies'))
  await page.getByRole('radio').nth(1).check()
  await attach(page).click()
  await page.getByLabel('Files').setInputFiles(await hugeFile())
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Too large to attach')
  await expect(page.getByText('may have 10 MB together')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the page' }).click()
  await page.getByRole('radio').nth(1).check()
  await attach(page).click()
  await page.getByLabel('Files').setInputFiles(log('second.log', 'nothing to lose here\n'))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'second.log' }).first()).toBeVisible()
  expect(await product.query('select 1 from evidence_file where byte_size > 10485760')).toEqual([])

  // A fold that the browser closed again does not hide why its form was refused.
  await page.getByText('Not applicable here').click()
  await page.getByRole('button', { name: 'Ask to leave it out' }).click()
  await expect(page.getByText('Choose why the question does not apply').first()).toBeVisible()
})
