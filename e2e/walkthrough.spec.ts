import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/look'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'

// Each look is four runs of axe.
test.describe.configure({ mode: 'serial', timeout: 300_000 })

let product: Product
test.beforeAll(async () => {
  product = await startProduct()
})
test.afterAll(() => product?.stop())

interface Asked {
  key: string
  chapter: number
  text: string
  options: string[]
  right: string
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const question = (page: Page, text: string) => page.getByRole('group', { name: text })

async function ownSystem(): Promise<string> {
  const [system] = await product.query<{ id: string }>('select id from system where is_self')
  if (!system) throw new Error('the installation does not audit itself')
  return system.id
}

async function questionsOf(userId: string): Promise<Asked[]> {
  const [row] = await product.query<{ questions: Asked[] }>(
    `select questions from walkthrough where user_id = $1 and state = 'in-progress'`,
    [userId],
  )
  return row?.questions ?? []
}

/** Answers the first open question of the page by its keys. Data may move: what is right is looked up each time. */
async function answerByKey(page: Page, text: string, right: boolean): Promise<void> {
  const shown = await question(page, text)
    .getByRole('radio')
    .evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value))
  const asked = (await questionsOf(product.people.viewer.id)).find((each) => each.text === text)
  if (!asked) throw new Error(`nobody asked ${text}`)
  const index = shown.findIndex((option) => (option === asked.right) === right)
  await page.keyboard.press(String(index + 1))
  await expect(question(page, text).getByRole('radio').nth(index)).toBeChecked()
  await page.keyboard.press('Enter')
}

test('a newcomer is asked to walk through the installation, does so to the end, and the mentor signs', async ({
  browser,
}) => {
  const systemId = await ownSystem()
  const front = `/walkthroughs/${systemId}`
  const admin = await signInAs(browser, product, 'admin')

  await test.step('the owner writes a note and asks the newcomer', async () => {
    await admin.goto(`${front}/1`)
    await admin.getByText('Write a note', { exact: true }).click()
    await admin.getByLabel(/Who asks for it/).fill('Everybody who is on call. The team notices first.')
    await admin.getByRole('button', { name: 'Save' }).click()
    await expect(admin.getByText('The team notices first.', { exact: false }).first()).toBeVisible()
    await admin.goto(front)
    await admin.getByText('Ask somebody to walk through it').click()
    await admin.getByLabel('Who', { exact: true }).selectOption({ label: 'viewer' })
    await admin.getByLabel(/^Mentor/).selectOption({ label: 'manager' })
    await admin.getByRole('button', { name: 'Ask them' }).click()
    await expect(admin.getByText('They land here when they sign in next.', { exact: false })).toBeVisible()
  })

  const page = await signInAs(browser, product, 'viewer')
  await test.step('who lands there and begins', async () => {
    await page.goto('/')
    await expect(page).toHaveURL(`${product.url}${front}`)
    await expect(heading(page)).toContainText(/^You are asked to walk through .*: about \d+ minutes\.$/)
    await expectAccessible(page, 'the front page of a walkthrough')
    await page.getByRole('button', { name: 'Start' }).click()
    await expect(page).toHaveURL(`${product.url}${front}/1`)
  })
  const asked = await questionsOf(product.people.viewer.id)
  expect(asked).toHaveLength(8)

  await test.step('a wrong answer leads to where the right one stands', async () => {
    const [first] = asked
    if (!first) throw new Error('nothing is asked')
    await page.goto(`${front}/${first.chapter}`)
    await expectAccessible(page, 'a chapter with its questions')
    await answerByKey(page, first.text, false)
    await expect(page.getByText('Not that one. The answer stands here.')).toBeVisible()
    await expect(question(page, first.text).getByText('tried, not this one')).toBeVisible()
    await expectAccessible(page, 'a chapter after a wrong answer')
  })

  for (let chapter = 1; chapter <= 7; chapter++) {
    await test.step(`chapter ${chapter}`, async () => {
      if (chapter === 1) await page.goto(`${front}/1`)
      await expect(page).toHaveURL(`${product.url}${front}/${chapter}`)
      await answerCore(page)
      await walkSteps(page, chapter)
      for (const { text } of asked.filter((each) => each.chapter === chapter)) {
        await answerByKey(page, text, true)
        await expect(question(page, text)).toHaveCount(0)
        await expect(page.getByText('That is right.')).toBeVisible()
      }
      await page.keyboard.press('n')
    })
  }

  await test.step('says what confused, and hands it in', async () => {
    await expect(page).toHaveURL(`${product.url}${front}`)
    await expect(heading(page)).toHaveText(/^You are through /)
    await page.getByLabel(/What confused you/).fill('Check and control sound alike.')
    await page.getByRole('button', { name: 'Hand it to the mentor' }).click()
    await expect(page.getByText('Handed in. Your mentor reads it now.')).toBeVisible()
    await page.goto('/')
    await expect(page).toHaveURL(`${product.url}/today`)
  })

  await test.step('the mentor reads every try and signs', async () => {
    const mentor = await signInAs(browser, product, 'manager')
    await mentor.goto('/walkthroughs')
    await expect(heading(mentor)).toContainText('One walkthrough waits for its mentor')
    await expectAccessible(mentor, 'the list of walkthroughs')
    await mentor.getByRole('main').getByRole('link', { name: 'viewer' }).first().click()
    await expect(heading(mentor)).toContainText(
      /viewer answered 8 of 8 questions .* rightly, 7 at the first try/,
    )
    await expect(mentor.getByText('Check and control sound alike.')).toBeVisible()
    await expectAccessible(mentor, 'the record of a walkthrough')
    await mentor.getByRole('button', { name: 'Save' }).click()
    await expect(mentor.getByText('Signed. It counts as completed.')).toBeVisible()
  })

  await test.step('two findings about what is written were born, and the control counts one person', async () => {
    const findings = await product.query<{ title: string }>(
      `select title from finding where origin = 'walkthrough' and kind = 'doc-gap' order by number`,
    )
    expect(findings.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Not to be found: Open the runbook/),
      expect.stringMatching(/^What confused viewer/),
    ])
    await admin.goto(`/systems/${systemId}/controls/onboarding.walkthroughs`)
    await expect(admin.getByRole('main')).toContainText(
      'viewer is the only one who walked through it within twelve months.',
    )
  })
})

/** The own answer to each core question of the chapter; what is recorded is shown only then. */
async function answerCore(page: Page): Promise<void> {
  const own = page.getByLabel('What do you think, before you see what is recorded?')
  for (let left = await own.count(); left > 0; left--) {
    const recorded = await page.getByText('Recorded:').count()
    await own.first().fill('Log files, and the certificate.')
    await page.getByRole('button', { name: 'Keep my answer' }).first().click()
    await expect(own).toHaveCount(left - 1)
    await expect(page.getByText('Recorded:')).toHaveCount(recorded + 1)
  }
}

/** Writes down what came of each step; the runbook is not to be found. */
async function walkSteps(page: Page, chapter: number): Promise<void> {
  const open = page.getByRole('button', { name: 'Write it down' })
  for (let left = await open.count(); left > 0; left--) {
    const isRunbook =
      chapter === 7 && (await page.getByRole('button', { name: 'Write it down' }).count()) === 2
    const step = page.getByRole('listitem').filter({ has: open }).first()
    await step.getByRole('radio', { name: isRunbook ? 'Not found' : 'Found it', exact: true }).check()
    await step.getByRole('button', { name: 'Write it down' }).click()
    await expect(open).toHaveCount(left - 1)
  }
  if (chapter === 7) await expect(page.getByRole('link', { name: /^F-\d+$/ })).toHaveCount(1)
}

test('chapters read without a script, on paper as a booklet, and by everybody', async ({ browser }) => {
  const systemId = await ownSystem()
  const context = await browser.newContext({ baseURL: product.url, javaScriptEnabled: false })
  await context.addCookies([
    { ...product.people.maintainer.cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
  ])
  const page = await context.newPage()
  await page.goto(`/walkthroughs/${systemId}`)
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page).toHaveURL(`${product.url}/walkthroughs/${systemId}/1`)
  await page.getByRole('radio', { name: 'Could not look' }).first().check()
  await page.getByRole('button', { name: 'Write it down' }).first().click()
  await expect(page.getByText('Written down.')).toBeVisible()
  await page.goto(`/walkthroughs/${systemId}/print`)
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(7)
  await expect(page.getByText('Shown once you have answered for yourself.')).toHaveCount(4)
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  await context.close()
})
