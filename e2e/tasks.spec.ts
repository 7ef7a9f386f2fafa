import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/look'
import { sheetsOf } from './support/paper'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'

// Maintenance of a database from its first task to the day when something is overdue. No worker: the clock of the
// database is moved by the test, and with it what is due.
test.describe.configure({ mode: 'serial', timeout: 180_000 })

let product: Product
let systemId: string
test.beforeAll(async () => {
  product = await startProduct({ worker: false })
  const [system] = await product.query<{ id: string }>(
    `insert into system (id, name, kind, environment, criticality, owner_id, time_zone, maintenance_window, created_at)
     values (gen_random_uuid(), 'orders-db', 'database', 'production', 'critical', $1, 'Europe/Berlin', 'Sun 02:00–05:00', now())
     returning id`,
    [product.people.maintainer.id],
  )
  systemId = system?.id ?? ''
  await product.query(
    `insert into target (id, system_id, kind, address, config, created_at)
     values (gen_random_uuid(), $1, 'postgres', 'orders.example.com/orders', '{}', now())`,
    [systemId],
  )
})
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
test.afterEach(({}, info) => {
  // The log of the product says why a page broke.
  if (info.status !== info.expectedStatus) console.log(product?.web.output.slice(-3_000))
})
test.afterAll(() => product?.stop())

/**
 * From now on the database lives on the Monday so many weeks ahead, at ten in the morning: weekly work of the night to
 * Sunday is due then, and not yet late. Whoever is signed in stays it.
 */
async function moveToMonday(weeks: number): Promise<void> {
  const now = new Date()
  const days = ((8 - now.getUTCDay()) % 7) + 7 * weeks
  const monday = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 10)
  await product.query(
    `create or replace function app_now() returns timestamptz language sql stable parallel safe
       as $f$ select now() + interval '${Math.round((monday - now.getTime()) / 1000)} seconds' $f$`,
  )
  await product.query(
    `update session set last_seen_at = app_now(), expires_at = app_now() + interval '7 days'`,
  )
}

async function taskOf(key: string): Promise<{ id: string; title: string }> {
  const [task] = await product.query<{ id: string; title: string }>(
    'select id, title from maintenance_task where key = $1',
    [key],
  )
  if (!task) throw new Error(`no task has the key ${key}`)
  return task
}

/** The occurrences of a task by state. */
const states = async (key: string) =>
  (
    await product.query<{ state: string }>(
      `select o.state from task_occurrence o join maintenance_task k on k.id = o.task_id where k.key = $1
        and o.state <> 'pending' order by o.scheduled_at`,
      [key],
    )
  ).map(({ state }) => state)

const headline = (page: Page) => page.getByRole('heading', { level: 1 })

test('an empty list leads to the starter set, which is reviewed and added', async ({ browser }) => {
  const page = await signInAs(browser, product, 'maintainer')
  await page.goto('/tasks')
  await expect(page.getByText('No maintenance is planned yet.')).toBeVisible()
  await expectAccessible(page, '/tasks before anything is planned')
  await page.getByRole('link', { name: 'Review the starter set of orders-db' }).click()
  await expect(page.getByRole('heading', { name: /tasks for a PostgreSQL database/ })).toBeVisible()
  await expectAccessible(page, 'the starter set')

  const boxes = page.getByRole('checkbox')
  const all = await boxes.count()
  expect(all).toBeGreaterThanOrEqual(14)
  await page.getByRole('checkbox', { name: /VACUUM FULL/ }).uncheck()
  await page.getByRole('button', { name: 'Add the ticked tasks' }).click()
  await expect(page.getByText(`${all - 1} tasks are planned.`)).toBeVisible()
  await expect(
    page.getByRole('rowgroup').getByRole('link', { name: 'VACUUM ANALYZE of the busy tables' }),
  ).toBeVisible()
  // What was left out is still offered.
  await expect(page.getByRole('heading', { name: 'More to add' })).toBeVisible()
  await expectAccessible(page, 'the tasks of a system')
  await page.context().close()
})

test('a result is recorded by key, with a number and a file as evidence', async ({ browser }) => {
  await moveToMonday(1)
  const page = await signInAs(browser, product, 'maintainer')
  await page.goto('/tasks?tier=weekly&q=VACUUM', { waitUntil: 'networkidle' })
  await expect(page.getByRole('heading', { name: 'Today', level: 2, exact: true })).toBeVisible()
  await page.keyboard.press('j')
  await expect(
    page.getByRole('link', { name: 'VACUUM ANALYZE of the busy tables', exact: true }).first(),
  ).toBeFocused()
  await page.keyboard.press('e')
  await expect(page).toHaveURL(/\/tasks\/[0-9a-f-]{36}\?occurrence=[0-9a-f-]{36}#record$/)
  await expect(headline(page)).toHaveText('VACUUM ANALYZE of the busy tables')
  await page.keyboard.press('e')
  await expect(page.getByRole('radio', { name: 'Done', exact: true })).toBeFocused()
  await expectAccessible(page, 'a task with its form')

  await page.keyboard.press('Space')
  await page.getByLabel('Minutes spent').fill('12')
  await page.getByLabel(/^Dead rows in the worst table/).fill('a few')
  await page.getByRole('button', { name: 'Record result' }).click()
  await expect(page.getByText(/Write a number/).first()).toBeVisible()
  await expect(page.getByLabel('Minutes spent')).toHaveValue('12')
  await page.getByLabel(/^Dead rows in the worst table/).fill('3.5')
  await page.getByText('Attach a file, a link or a note').click()
  await page.getByLabel(/^Files/).setInputFiles({
    name: 'vacuum.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('INFO: vacuuming "public.orders"\nINFO: finished\n'),
  })
  await page.getByRole('button', { name: 'Record result' }).click()
  await expect(page.getByText('Recorded.', { exact: true })).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: 'vacuum.txt' })
  await expect(row).toContainText('Done on time')
  await expect(row).toContainText('3.5 %')
  await expect(row).toContainText('12 of 20 min')
  expect(await states('postgres.vacuum-analyze')).toEqual(['done'])
  await page.context().close()
})

test('done with a problem proposes a finding, prefilled, for a person to confirm', async ({ browser }) => {
  const page = await signInAs(browser, product, 'maintainer')
  const task = await taskOf('security.failed-logins')
  await page.goto(`/tasks/${task.id}`)
  await page.getByRole('radio', { name: /with a problem/ }).check()
  await page.getByLabel('Note (optional)').fill('Four hundred tries from one address since Sunday.')
  await page.getByLabel(/^Refused sign-ins/).fill('400')
  await page.getByRole('button', { name: 'Record result' }).click()
  await expect(page.getByRole('heading', { name: 'Open a finding about the problem' })).toBeVisible()
  await expect(page.getByLabel('What was seen').first()).toHaveValue(/Four hundred tries/)
  await expectAccessible(page, 'the finding that is proposed')
  await page.getByRole('button', { name: 'Open this finding' }).click()
  await expect(page).toHaveURL(/\/findings\/\d+$/)
  await expect(page.getByText(/Four hundred tries/).first()).toBeVisible()
  await page.goto(`/tasks/${task.id}`)
  await expect(page.getByRole('row').filter({ hasText: 'With a problem' })).toContainText(/F-\d+/)
  await page.context().close()
})

const anyDailyTask = async () => {
  const [task] = await product.query<{ id: string; title: string }>(
    `select k.id, k.title from maintenance_task k where k.tier = 'daily' and k.evidence_policy <> 'required'
       and not exists (select 1 from task_occurrence o where o.task_id = k.id and o.state <> 'pending') order by k.key limit 1`,
  )
  if (!task) throw new Error('no daily task is left')
  return task
}

test('the board is worked on by its menus, and says why something is blocked', async ({ browser }) => {
  const page = await signInAs(browser, product, 'maintainer')
  await page.goto('/tasks?view=board&tier=weekly')
  await expectAccessible(page, 'the board')
  const card = (column: string) =>
    page
      .getByRole('region', { name: column })
      .getByRole('listitem')
      .filter({ hasText: 'Run the current minor release' })
  await card('Due').first().getByText('Move to…').click()
  await card('Due')
    .first()
    .getByRole('button', { name: /^Doing: / })
    .click()
  await expect(page.getByText('You are on it: others see your initials.')).toBeVisible()
  await expect(card('Doing').first()).toBeVisible()

  await card('Doing').first().getByText('Move to…').click()
  await card('Doing').first().getByRole('button', { name: 'Blocked' }).click()
  await expect(page.getByText(/Write it down/).first()).toBeVisible()
  await card('Doing').first().getByLabel('What blocks it').fill('release freeze until Monday')
  await card('Doing').first().getByRole('button', { name: 'Blocked' }).click()
  await expect(card('Blocked').first()).toContainText('release freeze until Monday')
  expect(new URL(page.url()).searchParams.get('tier')).toBe('weekly')

  // A viewer sees the same cards, and moves nothing.
  const viewer = await signInAs(browser, product, 'viewer')
  await viewer.goto('/tasks?view=board&tier=weekly')
  await expect(viewer.getByText('release freeze until Monday')).toBeVisible()
  await expect(viewer.getByText('Move to…')).toHaveCount(0)
  await viewer.context().close()
  await page.context().close()
})

test('a card is dragged to where its menu leads', async ({ browser }) => {
  const page = await signInAs(browser, product, 'maintainer')
  await page.goto('/tasks?view=board&tier=weekly')
  const column = (name: string) => page.getByRole('region', { name })
  const card = column('Due').getByRole('listitem').filter({ hasText: 'Go through the audit log' }).first()
  await card.hover()
  await expect(card).toHaveAttribute('draggable', 'true')
  await card.dragTo(column('Doing'))
  await expect(
    column('Doing').getByRole('link', { name: 'Go through the audit log', exact: true }),
  ).toBeVisible()
  await page.context().close()
})

test('a monthly task that nobody did becomes overdue, on its list and on the page of the day', async ({
  browser,
}) => {
  await moveToMonday(7)
  const page = await signInAs(browser, product, 'maintainer')
  const task = await taskOf('common.restore-test')
  await page.goto('/tasks?tier=monthly')
  await expect(headline(page)).toContainText(/\d+ overdue/)
  const row = page.getByRole('listitem').filter({ hasText: task.title }).first()
  await expect(row).toContainText(/Overdue|Missed/)
  await page.goto('/today')
  const need = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: task.title, exact: true }) })
  await expect(need.first()).toContainText('Overdue')
  await need
    .first()
    .getByRole('link', { name: /^Record/ })
    .click()
  await expect(headline(page)).toHaveText(task.title)
  await page.context().close()
})

test('a new task: a day that never comes is refused, the next dates are shown, then it is planned', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'maintainer')
  await page.goto(`/systems/${systemId}/tasks/new`)
  await expectAccessible(page, 'the form of a new task')
  await page.getByLabel('What is done').fill('Renew the licence of the backup tool')
  await page.getByLabel('Why', { exact: true }).fill('without it the nightly copy stops')
  await page.getByLabel('How', { exact: true }).fill('Order it, then install the key with `licence add`.')
  await page.getByRole('radio', { name: 'Once a year' }).check()
  await page.getByLabel('Month', { exact: true }).selectOption({ label: 'February' })
  await page.getByLabel('Day', { exact: true }).fill('30')
  await page.getByLabel('Where that day is missing').selectOption({ label: 'Leave it out' })
  await page.getByRole('button', { name: 'Plan this task' }).click()
  await expect(page.locator('#day-error')).toContainText('never has a day 30')
  await expect(page.getByLabel('What is done')).toHaveValue('Renew the licence of the backup tool')

  await page.getByLabel('Day', { exact: true }).fill('last')
  await page.getByLabel('Where that day is missing').selectOption({ label: 'Take the last one' })
  await page.getByRole('button', { name: 'Show the next dates' }).click()
  await expect(page.locator('.schedule .dates li')).toHaveCount(5)
  await expect(page.locator('.schedule .dates')).toContainText(/(28|29) Feb/)
  const stored = () =>
    product.query('select 1 from maintenance_task where title like $1', ['Renew the licence%'])
  expect(await stored()).toHaveLength(0)
  await page.getByRole('button', { name: 'Plan this task' }).click()
  await expect(page.getByText('The task is planned.')).toBeVisible()
  await expect(headline(page)).toHaveText('Renew the licence of the backup tool')
  expect(await stored()).toHaveLength(1)

  // Paused with a reason and an end, then archived: its record stays.
  await page.locator('summary', { hasText: 'Pause' }).click()
  await page.locator('#pause-reason').fill('the contract is being renewed')
  const [{ day } = { day: '' }] = await product.query<{ day: string }>(
    `select to_char(app_now() + interval '10 days', 'YYYY-MM-DD') as day`,
  )
  await page.getByLabel('Last day of the pause').fill(day)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByText(/Paused until that day/)).toBeVisible()
  await page.getByRole('button', { name: 'Resume now' }).click()
  await expect(page.getByText('It runs again.')).toBeVisible()
  await page.context().close()
})

test('every view can be read, and a result recorded, without JavaScript', async ({ browser }) => {
  const page = await signInAs(browser, product, 'maintainer', { javaScriptEnabled: false })
  await page.goto('/tasks')
  await expect(headline(page)).toContainText(/overdue/)
  await page.getByRole('link', { name: 'Calendar', exact: true }).click()
  await expect(page.getByRole('table', { name: /^Maintenance in / })).toBeVisible()
  await page.getByRole('link', { name: 'Next', exact: true }).first().click()
  await expect(page).toHaveURL(/month=\d{4}-\d{2}/)
  await page.getByRole('link', { name: 'Record', exact: true }).click()
  await expect(page.getByRole('row', { name: /VACUUM ANALYZE/ })).toContainText(/\d+ d|today/)
  await page.getByRole('link', { name: 'Year', exact: true }).click()
  await expect(page.getByRole('table')).toHaveCount(4)
  await page.getByRole('link', { name: 'Board', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Due', exact: true })).toContainText(/Overdue|Missed|Due in/)

  await page.goto(`/systems/${systemId}/tasks/new`)
  await page.getByRole('radio', { name: 'Cron expression' }).check()
  await expect(page.getByLabel('Five fields')).toBeVisible()
  await expect(page.getByLabel('Time of day')).toBeHidden()

  const task = await anyDailyTask()
  await page.goto(`/tasks/${task.id}`)
  await page.getByRole('radio', { name: /Not possible now/ }).check()
  await page.getByLabel('Note (optional)').fill('the host is being rebuilt')
  await page.getByRole('button', { name: 'Record result' }).click()
  await expect(page.getByText('Marked as blocked, with the reason. It stays due.')).toBeVisible()
  await page.context().close()
})

/** The next month whose last day is in the sixth week of its page, on the clock of the database. */
async function monthOfSixWeeks(): Promise<string> {
  const [row] = await product.query<{ month: string }>(
    `select to_char(month, 'YYYY-MM') as month
       from generate_series(date_trunc('month', app_now()), app_now() + interval '2 years', interval '1 month') as month
      where extract(isodow from month) - 1 + extract(day from month + interval '1 month - 1 day') > 35
      order by month limit 1`,
  )
  return row?.month ?? ''
}

test('paper: the week has boxes to tick and a line to sign, the month fits one sheet', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'maintainer')
  await page.goto('/tasks?tier=weekly')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Signature')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Filter' })).toBeHidden()
  const box = await page
    .locator('.task-row')
    .first()
    .evaluate((row) => getComputedStyle(row, '::before').width)
  expect(box).toBe('11px')
  // This month, and the next one that has days in six weeks.
  for (const month of [undefined, await monthOfSixWeeks()]) {
    await page.goto(`/tasks?view=calendar${month ? `&month=${month}` : ''}`)
    if (month)
      await expect(page.getByRole('table', { name: /^Maintenance in / }).locator('tbody tr')).toHaveCount(6)
    expect(await sheetsOf(page, 'A4'), month ?? 'this month').toBe(1)
  }
  await page.context().close()
})

test('the list keeps its views apart for axe, wide and narrow', async ({ browser }) => {
  const page = await signInAs(browser, product, 'maintainer')
  for (const path of [
    '/tasks',
    '/tasks?view=calendar',
    '/tasks?view=record',
    '/tasks?view=year',
    '/tasks?q=nothing-like-this',
  ]) {
    await page.goto(path)
    await expectAccessible(page, path)
  }
  await page.context().close()
})

test('a monthly task that is late by more than a month is a red flag, and a finding', async ({ browser }) => {
  // A system with this one task alone, so that the flag is about nothing else.
  const { title } = await taskOf('common.restore-test')
  const [system] = await product.query<{ id: string }>(
    `insert into system (id, name, kind, environment, criticality, owner_id, created_at)
     values (gen_random_uuid(), 'stock-db', 'database', 'production', 'high', $1, now()) returning id`,
    [product.people.maintainer.id],
  )
  await product.query(
    `with task as (
       insert into maintenance_task select (jsonb_populate_record(k, jsonb_build_object(
                'id', gen_random_uuid(), 'system_id', $1::uuid, 'after_task_id', null, 'owner_id', null))).*
         from maintenance_task k where k.key = 'common.restore-test' and k.system_id = $2
       returning id)
     insert into task_occurrence select (jsonb_populate_record(o, jsonb_build_object(
              'id', gen_random_uuid(), 'task_id', task.id, 'waits_for_id', null))).*
       from task, task_occurrence o join maintenance_task k on k.id = o.task_id
      where k.key = 'common.restore-test' and k.system_id = $2 and o.state = 'pending'`,
    [system?.id, systemId],
  )
  await moveToMonday(14)
  const page = await signInAs(browser, product, 'admin')
  await page.goto('/red-flags')
  await page.getByRole('button', { name: 'Evaluate now' }).click()
  await expect(page.getByText(/systems? (is|are) evaluated\.$/)).toBeVisible()
  await page.goto('/red-flags/postponed')
  const row = page.getByRole('row', { name: /^stock-db/ })
  await expect(row).toContainText(`${title} (monthly, `)
  await row.getByRole('link', { name: /^F-\d+$/ }).click()
  await expect(headline(page)).toHaveText('Red flag: Maintenance put off')
  await page.getByRole('link', { name: 'Rule of the flag' }).click()
  await expect(page).toHaveURL(/\/red-flags\/postponed$/)
  await page.context().close()
})
