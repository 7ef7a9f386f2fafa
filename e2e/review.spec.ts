import { createHash } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/look'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'
import { startTargetDatabase, type TargetDatabase } from './support/target-database'

test.describe.configure({ mode: 'serial', timeout: 240_000 })

let product: Product
let target: TargetDatabase
test.beforeAll(async () => {
  ;[product, target] = await Promise.all([
    startProduct({ env: { EGRESS_ALLOW_CIDRS: '127.0.0.1/32' } }),
    startTargetDatabase('review'),
  ])
})
test.afterAll(() => Promise.all([product.stop(), target.stop()]))

/** A system of the maintainer, watched by the checks that are proposed. */
async function addSystem(page: Page, name: string): Promise<string> {
  await page.goto('/systems/new')
  await page.getByLabel(/URL, connection string/).fill(target.dsn)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save and start watching' })).toBeVisible({ timeout: 20_000 })
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('radio', { name: /^High/ }).check()
  await page.getByRole('button', { name: 'Save and start watching' }).click()
  await expect(page).toHaveURL(/\/systems\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

/** Starts a review and waits until its data are there; returns its address. */
async function startReview(page: Page, system: string): Promise<string> {
  await page.goto(`${system}/reviews`)
  await press(page, 'link', 'Start a review')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /takes about \d+ min: \d+ answers are known already/,
  )
  await press(page, 'button', 'Start the review')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ready to begin', { timeout: 60_000 })
  return new URL(page.url()).pathname
}

/** By keyboard alone: the thing gets the focus, Enter presses it. */
async function press(page: Page, role: 'link' | 'button', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus()
  await page.keyboard.press('Enter')
}

const question = (page: Page) => page.getByRole('group').getByRole('heading', { level: 1 })
const refusal = (page: Page) => page.getByRole('main').getByRole('alert').first()
const missing = (page: Page) => page.getByRole('region', { name: 'Missing before it can be signed' })

/** Answers the question on the screen by its keys. */
async function answerByKeys(page: Page): Promise<void> {
  const asked = await question(page).innerText()
  expect(await page.locator('input[type=radio]:checked').count(), 'nothing is chosen before').toBe(0)
  if (await page.getByLabel('Your answer').isVisible()) {
    await page.keyboard.press('1')
    await page.keyboard.type('A second disk since August; it is watched.')
    await page.keyboard.press('Control+Enter')
  } else if (asked.startsWith('When was a backup last restored')) {
    await page.keyboard.press('5')
    await page.keyboard.press('n')
    await page.keyboard.type('Nobody has tried since the move.')
    await expect(page.getByRole('status')).toContainText(/saved/)
    await page.keyboard.press('Control+Enter')
  } else {
    await page.keyboard.press('1')
    await expect(page.locator('input[type=radio]').first()).toBeChecked()
    await page.keyboard.press('Enter')
  }
  await expect(
    question(page).or(page.getByRole('heading', { name: 'Findings that closing opens' })),
  ).not.toHaveText(asked)
}

test('a review by keyboard: data confirmed one by one, questions, last look, a second person signs, the record', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'maintainer')
  const review = await startReview(page, await addSystem(page, 'orders-db'))
  await expectAccessible(page, 'a review that is ready')

  await press(page, 'link', /Confirm what is known/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/\d+ left to confirm/)
  await expectAccessible(page, 'what is known')
  const confirms = page.getByRole('button', { name: /^Confirm question/ })
  for (let left = await confirms.count(); left > 0; left--) {
    await press(page, 'button', /^Confirm question/)
    await expect(confirms).toHaveCount(left - 1)
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText('each decided')
  await press(page, 'link', 'Go on with the questions')

  await expect(question(page)).toBeVisible()
  await expectAccessible(page, 'a question')
  for (let asked = 0; asked < 24 && !page.url().endsWith('/check'); asked++) await answerByKeys(page)
  await expect(page).toHaveURL(`${product.url}${review}/check`)
  await expect(missing(page)).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Findings that closing opens' })).toContainText(
    'When was a backup last restored',
  )
  await expectAccessible(page, 'the last look')
  await press(page, 'button', 'Hand in for signature')
  await expect(page.getByText('Handed in. A manager or admin can sign it now.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign and close' })).toHaveCount(0)

  const signer = await signInAs(browser, product, 'manager')
  await signer.goto(review)
  await press(signer, 'link', 'Sign or send back')
  await signer.getByLabel('Your name, as your signature').focus()
  await signer.keyboard.type('somebody else')
  await signer.keyboard.press('Enter')
  await expect(signer.getByText(/as it is written here: manager/).first()).toBeVisible()
  await signer.getByLabel('Your name, as your signature').fill('manager')
  await signer.keyboard.press('Enter')
  await expect(signer).toHaveURL(`${product.url}${review}`)
  await expect(signer.getByRole('heading', { level: 1 })).toContainText(
    /orders-db, Q\d \d{4}: \d+ of \d+ passing, .*finding/,
  )
  await expectAccessible(signer, 'the record of a review')

  const [stored] = await product.query<{ sha256: string }>('select sha256 from milestone')
  const file = await signer.request.get(`/api${review}/milestone?format=json`)
  expect(
    createHash('sha256')
      .update(await file.body())
      .digest('hex'),
  ).toBe(stored?.sha256)
  const actions = await signer.request.get(`/api${review}/milestone?format=actions`)
  expect(await actions.text()).toContain('When was a backup last restored')
  await signer.emulateMedia({ media: 'print' })
  const pdf = await signer.pdf({ format: 'A4', preferCSSPageSize: true })
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(pages, 'pages of the printed record').toBeGreaterThanOrEqual(3)
  expect(pages, 'pages of the printed record').toBeLessThanOrEqual(4)
})

test('two reviewers at one question see each other and choose; a closed review keeps what was typed', async ({
  browser,
}) => {
  const one = await signInAs(browser, product, 'maintainer')
  const review = await startReview(one, await addSystem(one, 'stock-db'))
  const two = await signInAs(browser, product, 'manager')
  await one.goto(`${review}/q/1`)
  await two.goto(`${review}/q/1`)
  await expect(two.getByText('maintainer is here, too')).toBeVisible()

  await one.keyboard.press('1')
  await expect(one.getByRole('status')).toContainText(/saved/)
  await two.keyboard.press('4')
  await expect(refusal(two)).toContainText('maintainer saved “')
  await expect(refusal(two)).toContainText('Both are kept in the history')
  await expectAccessible(two, 'two answers to choose from')
  await two.getByRole('button', { name: 'Keep my answer' }).click()
  await expect(two).toHaveURL(`${product.url}${review}/q/2`)
  await one.goto(`${review}/q/1`)
  await expect(one.locator('input[type=radio]').nth(3)).toBeChecked()
  await one.getByText(/What was said so far/).click()
  await expect(one.getByText(/not kept: another answer counts/)).toBeVisible()

  await one.goto(`${review}/q/2`)
  await two.goto(review)
  await two.getByText('Cancel this review').click()
  await two.getByLabel('Why it does not take place').fill('the system moves in May')
  await two.getByRole('button', { name: 'Cancel the review' }).click()
  await expect(two.getByRole('heading', { level: 1 })).toContainText('cancelled')
  await one.getByLabel('Note').fill('typed while it was closed elsewhere')
  await one.getByRole('button', { name: 'Save and next' }).click()
  await expect(refusal(one)).toContainText(/This review was cancelled on .* while you were writing/)
  await expect(one.getByLabel('Note')).toHaveValue('typed while it was closed elsewhere')
})

test('without a script a question is read, answered and confirmed', async ({ browser }) => {
  const withScript = await signInAs(browser, product, 'maintainer')
  const review = await startReview(withScript, await addSystem(withScript, 'plain-db'))
  const plain = await browser.newContext({ baseURL: product.url, javaScriptEnabled: false })
  await plain.addCookies(await withScript.context().cookies())
  const page = await plain.newPage()
  await page.goto(`${review}/confirm`)
  await page
    .getByRole('button', { name: /^Confirm question/ })
    .first()
    .click()
  await expect(page.getByText('confirmed by maintainer').first()).toBeVisible()
  await page.goto(`${review}/q/2`)
  await page.locator('input[type=radio]').last().check()
  await page.getByRole('button', { name: 'Save and next' }).click()
  await expect(refusal(page)).toContainText('Choose why it does not apply')
  await page.getByLabel('Why it does not apply').selectOption('architecture')
  await page.getByLabel('In a sentence').fill('it keeps no data')
  await page.getByRole('button', { name: 'Save and next' }).click()
  await expect(page).toHaveURL(new RegExp(`${review}/q/\\d+$`))
  await page.goto(`${review}/q/2`)
  await expect(page.locator('input[type=radio]').last()).toBeChecked()
  await expect(page.getByLabel('In a sentence')).toHaveValue('it keeps no data')
  await plain.close()
})
