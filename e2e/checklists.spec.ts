import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './support/look'
import type { Product } from './support/product'
import { test } from './support/test'

/** A checklist of two questions; `change` replaces parts of its text. */
function yaml(key: string, change: Readonly<Record<string, string>> = {}): string {
  const text = `key: ${key}
title: Backups of ${key}
purpose: Whether what is lost tonight can be brought back.
occasion: quarterly
controls:
  - key: ${key}.age
    area: Backups
    question: How old is the newest backup?
    why: An old backup loses everything since.
    remediation: Run the job again.
    type: number
    threshold: {unit: h, worse: higher, fail: 50}
    severity: high
    evidencePolicy: optional
    validForDays: 90
    dimension: backup
  - key: ${key}.copies
    area: Backups
    question: Does a copy lie elswhere?
    why: Fire takes both.
    remediation: Copy it.
    type: boolean
    severity: medium
    evidencePolicy: none
    validForDays: 180
    dimension: backup
`
  return Object.entries(change).reduce((changed, [from, to]) => changed.replace(from, to), text)
}

const yamlBox = (page: Page) => page.getByRole('textbox', { name: 'YAML' })

async function addSystem(product: Product, name: string): Promise<void> {
  await product.query(
    `insert into system (id, name, kind, environment, criticality, tags, created_at)
     values (gen_random_uuid(), $1, 'database', 'production', 'high', '{}', app_now())`,
    [name],
  )
}

test('a text with errors names their lines; mended, published, changed and compared', async ({
  signedIn,
}) => {
  test.setTimeout(120_000)
  const page = await signedIn('manager')
  await page.goto('/checklists/new')
  const wrong = yaml('first', { 'severity: high': 'severity: severe', 'type: boolean': 'type: yesno' })
  await yamlBox(page).fill(wrong)
  await page.getByRole('button', { name: 'Take it in as a draft' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'This is no checklist yet' })
  await expect(alert).toContainText('2 errors')
  await expect(alert.getByRole('link')).toHaveText([
    /^Line 13 \(first\.age\): severity must be one of critical, high, medium, low; you wrote 'severe'\./,
    /^Line 22 \(first\.copies\): type must be one of .*; you wrote 'yesno'\./,
  ])
  await expect(yamlBox(page)).toHaveValue(wrong)
  // The link leads into the line.
  await alert.getByRole('link').nth(1).click()
  await page.keyboard.type('    type: boolean')
  await alert.getByRole('link').nth(0).click()
  await page.keyboard.type('    severity: high')
  await expect(yamlBox(page)).toHaveValue(yaml('first'))
  await expectAccessible(page, 'errors of a checklist')
  await page.getByRole('button', { name: 'Take it in as a draft' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Version 1 of Backups of first is a draft that can be published',
  )
  await page.getByRole('link', { name: 'Look at what it changes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Version 1 of Backups of first adds 2 questions',
  )
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Backups of first asks 2 questions, of no system yet',
  )

  await page.getByRole('button', { name: 'Start the next version' }).click()
  await yamlBox(page).fill(yaml('first', { 'fail: 50': 'fail: 26', elswhere: 'elsewhere' }))
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
  await page.getByRole('link', { name: 'Look at what it changes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Version 2 of Backups of first changes 2 of 2 questions',
  )
  const anew = page.getByRole('region', { name: 'Asked anew' })
  await expect(anew).toContainText('How old is the newest backup?')
  await expect(anew).toContainText('fails from 26 h')
  await expect(page.getByRole('region', { name: 'Changed, answers stay' })).toContainText(
    'Does a copy lie elsewhere?',
  )
  await expectAccessible(page, 'what publishing changes')
  await page.getByLabel('What changed, in a sentence').fill('A day and a bit.')
  await page.getByRole('button', { name: 'Publish version 2' }).click()

  const versions = page.getByRole('table', { name: 'Versions' })
  await expect(versions.getByRole('row', { name: /Version 2/ })).toContainText('Published')
  await expect(versions.getByRole('row', { name: /Version 1/ })).toContainText('Retired')
  await expectAccessible(page, 'a checklist')
  await versions.getByRole('link', { name: 'What changed in version 2' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Version 2 changes 2 of 2 questions, against version 1',
  )
  await expectAccessible(page, 'two versions')

  const download = page.waitForEvent('download')
  await page
    .goto('/checklists/first/versions/2')
    .then(() => page.getByRole('link', { name: 'Download YAML' }).click())
  const file = await download
  expect(file.suggestedFilename()).toBe('first.v2.yaml')
  expect(await readFile(await file.path(), 'utf8')).toBe(
    yaml('first', { 'fail: 50': 'fail: 26', elswhere: 'elsewhere' }),
  )
})

test('two tabs that save one draft lose neither text', async ({ signedIn }) => {
  const [mine, theirs] = [await signedIn('manager'), await signedIn('admin')]
  await mine.goto('/checklists/new')
  await yamlBox(mine).fill(yaml('twice'))
  await mine.getByRole('button', { name: 'Take it in as a draft' }).click()
  await expect(mine.getByRole('button', { name: 'Save draft' })).toBeVisible()
  await theirs.goto('/checklists/twice/edit')
  const [myText, theirText] = [yaml('twice', { '50': '26' }), yaml('twice', { '50': '12' })]
  await yamlBox(theirs).fill(theirText)
  await theirs.getByRole('button', { name: 'Save draft' }).click()
  await expect(theirs.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()

  await yamlBox(mine).fill(myText)
  await mine.getByRole('button', { name: 'Save draft' }).click()
  await expect(mine.getByRole('alert').filter({ hasText: 'This draft was changed meanwhile' })).toContainText(
    'admin saved it',
  )
  await expect(mine.getByLabel('What is saved now')).toHaveValue(theirText)
  await expect(mine.getByLabel('Your text')).toHaveValue(myText)
  await expectAccessible(mine, 'two texts of one draft')
  // Saving again is a decision now.
  await mine.getByRole('button', { name: 'Save draft' }).click()
  await expect(mine.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
  await expect(yamlBox(mine)).toHaveValue(myText)
})

test('a file is taken in, counts for a system, and all of it without JavaScript', async ({
  browser,
  product,
}) => {
  await addSystem(product, 'files-db')
  const context = await browser.newContext({ baseURL: product.url, javaScriptEnabled: false })
  await context.addCookies([
    { ...product.people.manager.cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
  ])
  const page = await context.newPage()
  await page.goto('/checklists/new')
  const upload = (text: string) =>
    page
      .getByLabel('File')
      .setInputFiles({ name: 'mine.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) })
  await upload(yaml('filed', { 'severity: high': 'severity: severe' }))
  await page.getByRole('button', { name: 'Take it in as a draft' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Line 13 (filed.age): severity must be one of')
  await expect(page.getByRole('link', { name: /^Line 13/ })).toHaveAttribute('href', '#line-13')
  await expect(page.locator('#line-13')).toHaveText('13')
  // What was in the file can be mended here.
  await expect(yamlBox(page)).toHaveValue(yaml('filed', { 'severity: high': 'severity: severe' }))
  await yamlBox(page).fill(yaml('filed'))
  await page.getByRole('button', { name: 'Take it in as a draft' }).click()
  await page.getByRole('link', { name: 'Look at what it changes' }).click()
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByRole('link', { name: 'Systems', exact: true }).last().click()
  await page.getByRole('link', { name: /^Could be asked/ }).click()
  await page.getByRole('checkbox', { name: 'files-db' }).check()
  await page.getByLabel('Why').fill('Holds the files.')
  await page.getByRole('button', { name: 'Let it count for the chosen' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Backups of filed counts for 1 system')
  await expect(
    page.getByRole('status').filter({ hasText: 'It counts for 1 system from now on.' }),
  ).toBeVisible()
  await context.close()
})

test('the list, the systems and an empty editor are accessible; who may not write only reads', async ({
  product,
  signedIn,
}) => {
  test.setTimeout(120_000)
  await addSystem(product, 'reading-db')
  const page = await signedIn('manager')
  await page.goto('/checklists')
  // The worker installs what ships.
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('link', { name: 'Quarterly review' })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await expectAccessible(page, 'checklists')
  for (const path of [
    '/checklists/new',
    '/checklists/quarterly-review',
    '/checklists/quarterly-review/systems?view=proposed',
  ]) {
    await page.goto(path)
    await expectAccessible(page, path)
  }
  const viewer = await signedIn('viewer')
  await viewer.goto('/checklists/quarterly-review')
  await expect(viewer.getByRole('heading', { level: 1 })).toContainText('Quarterly review asks 24 questions')
  await expect(viewer.getByRole('button', { name: 'Start the next version' })).toHaveCount(0)
  await viewer.goto('/checklists/quarterly-review/edit')
  await expect(viewer.getByRole('heading', { level: 1 })).toHaveText('Your role does not allow this.')
})
