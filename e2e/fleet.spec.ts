import { expect, type Page, test } from '@playwright/test'
import { type Estate, startEstate } from './support/estate'
import { expectAccessible } from './support/look'
import type { Role } from './support/people'
import type { Product } from './support/product'
import { signInAs } from './support/sign-in-as'

// Where people begin, their day, the fleet for managers, and the screen on the wall: a few systems in every state,
// without a worker, so that nothing moves by itself.
test.describe.configure({ mode: 'serial', timeout: 180_000 })

let product: Product
let estate: Estate
let teamId: string

test.beforeAll(async () => {
  const started = await startEstate()
  product = started.product
  estate = started.estate
  const [team] = await product.query<{ id: string }>(
    `insert into team (id, name, created_at) values (gen_random_uuid(), 'Orders', now()) returning id`,
  )
  teamId = team?.id ?? ''
  const { maintainer } = product.people
  await product.query('insert into team_member (team_id, user_id) values ($1, $2)', [teamId, maintainer.id])
  await product.query(`update system set team_id = $1 where name = 'catalogue'`, [teamId])
  await product.query(`update system set owner_id = $1 where name = 'legacy-cron'`, [maintainer.id])
})
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
test.afterEach(({}, info) => {
  // The log of the product says why a page broke.
  if (info.status !== info.expectedStatus) console.log(product?.web.output.slice(-3_000))
})
test.afterAll(() => product?.stop())

/** Where the front door leads somebody of this role. */
async function frontDoor(role: Role): Promise<string> {
  const { cookie } = product.people[role]
  const answer = await fetch(new URL('/', product.url), {
    headers: { cookie: `${cookie.name}=${cookie.value}` },
    redirect: 'manual',
  })
  expect(answer.status).toBe(307)
  return answer.headers.get('location') ?? ''
}

const headline = (page: Page) => page.getByRole('heading', { level: 1 })

test.describe('where people begin', () => {
  test('engineers begin with their day, and so do managers until there is a report', async () => {
    for (const role of ['viewer', 'maintainer', 'manager', 'admin'] as const)
      expect(await frontDoor(role), role).toBe('/today')
  })

  test('managers begin with the newest weekly report once there is one', async () => {
    for (const [week, monday] of [
      ['2026-W01', '2025-12-29'],
      ['2026-W02', '2026-01-05'],
    ]) {
      await product.query(
        `insert into report (id, kind, scope, week, period_from, period_to, zone, schema_version, payload, sha256, numbers,
                             built_at, build_ms)
         values (gen_random_uuid(), 'weekly', 'instance', $1, $2::timestamptz, $2::timestamptz + interval '7 days', 'UTC', 1,
                 '{}', repeat('0', 64), '{}', $2::timestamptz + interval '7 days', 1)`,
        [week, `${monday}T00:00:00Z`],
      )
    }
    expect(await frontDoor('manager')).toBe('/reports/2026-W02')
    for (const role of ['viewer', 'maintainer', 'admin'] as const)
      expect(await frontDoor(role), role).toBe('/today')
  })

  test('everybody can choose another page, and sees it after signing in', async ({ browser }) => {
    const page = await signInAs(browser, product, 'viewer')
    await page.goto('/me')
    await page.getByRole('radio', { name: 'Fleet' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    expect(await frontDoor('viewer')).toBe('/fleet')
    await page.context().close()

    const fresh = await (await browser.newContext({ baseURL: product.url })).newPage()
    await fresh.goto('/login')
    await fresh.getByLabel('E-mail').fill(product.people.viewer.email)
    await fresh.getByLabel('Password', { exact: true }).fill(product.people.viewer.password)
    await fresh.getByRole('button', { name: 'Sign in' }).click()
    await expect(fresh).toHaveURL(`${product.url}/fleet`)
    await fresh.context().close()
  })
})

test.describe('the day', () => {
  test.beforeAll(async () => {
    const [check] = await product.query<{ id: string; system_id: string }>(
      `select c.id, c.system_id from "check" c join system y on y.id = c.system_id where y.name = 'catalogue' limit 1`,
    )
    await product.query(
      `insert into capacity_forecast (check_id, key, day, system_id, computed_at, resource, measure, status, value, unit,
         limit_value, limit_label, direction, growth_per_week, earliest, middle, latest, history_days, needed_days, method,
         explanation, path, newest)
       values ($1, '/var', now()::date, $2, now(), '/var', 'disk', 'reaches', 81, '%', 95, 'critical limit', 'up', 2,
               now() + interval '16 days', now() + interval '21 days', now() + interval '30 days', 60, 14, 'theil-sen',
               'A straight line through 60 days.', '[]', true)`,
      [check?.id, check?.system_id],
    )
    await product.query(`update system set created_at = now() - interval '120 days' where name = 'catalogue'`)
  })

  test('mixes everything that needs somebody, worst first, and says why', async ({ browser }) => {
    const page = await signInAs(browser, product, 'maintainer')
    await page.goto('/today')
    await expect(headline(page)).toContainText('Four things need you. Two are overdue.')
    const rows = page.getByRole('region', { name: 'Needs you today' }).getByRole('listitem')
    await expect(rows.first()).toContainText('orders-db')
    await expect(rows.filter({ hasText: 'Review of catalogue' }).first()).toContainText(
      'nobody has planned it',
    )
    await page.getByText('Why this order?').click()
    await expect(page.getByText('review of catalogue: 3 medium × 2 medium × 4 overdue = 24')).toBeVisible()
    await expectAccessible(page, 'the whole day')
    await page.context().close()
  })

  test('shows what runs out first, and the same beside its system', async ({ browser }) => {
    const page = await signInAs(browser, product, 'maintainer', { javaScriptEnabled: false })
    await page.goto('/today')
    const part = page.getByRole('region', { name: 'What runs out first' })
    await expect(part.getByRole('link', { name: '/var of catalogue' })).toHaveAttribute(
      'href',
      /^\/capacity\/[0-9a-f-]{36}\?series=%2Fvar$/,
    )
    await expect(part.getByRole('img')).toHaveAttribute(
      'aria-label',
      /\/var of catalogue reaches 95 % between /,
    )
    await expect(page.getByRole('row', { name: /catalogue/ })).toContainText(/from .*\/var/)
    await expect(page.getByRole('row', { name: /orders-db/ })).toContainText('not known')
    await page.context().close()
  })

  test('is that of one person, of a team, or of all, by its address', async ({ browser }) => {
    const page = await signInAs(browser, product, 'maintainer')
    await page.goto('/today')
    await page.getByRole('link', { name: 'Mine', exact: true }).click()
    await expect(page).toHaveURL(/\/today\?scope=mine$/)
    await expect(headline(page)).toContainText('One thing needs you.')
    const systems = page.getByRole('region', { name: 'Systems, worst first' })
    await expect(systems.getByRole('link', { name: 'legacy-cron' })).toBeVisible()
    await expect(systems.getByRole('link', { name: 'orders-db' })).toHaveCount(0)
    await page.reload()
    await expect(headline(page)).toContainText('One thing needs you.')
    await page.getByRole('link', { name: 'My team', exact: true }).click()
    await expect(systems.getByRole('link', { name: 'catalogue' })).toBeVisible()
    await expect(page.getByText('Review of catalogue', { exact: true })).toBeVisible()
    await page.goto('/today?scope=everything')
    await expect(page.getByRole('link', { name: 'All', exact: true })).toHaveAttribute('aria-current', 'page')
    // Whoever is in no team is told so.
    const manager = await signInAs(browser, product, 'manager')
    await manager.goto('/today?scope=team')
    await expect(manager.getByText('You belong to no team.')).toBeVisible()
    await expectAccessible(manager, 'the day of no team')
    await manager.context().close()
    await page.context().close()
  })

  test('stands still while it is read: what is new waits to be shown', async ({ browser }) => {
    const page = await signInAs(browser, product, 'maintainer')
    await page.goto('/today', { waitUntil: 'networkidle' })
    const rows = page.getByRole('region', { name: 'Needs you today' }).locator('ol.rows > li')
    await expect(rows).toHaveCount(4)
    await product.query(
      `insert into finding (id, system_id, check_id, check_kind, fingerprint, origin, kind, title, detail, remediation, severity,
                            severity_reason, state, state_since, first_seen, last_seen, sla_start, due)
       select gen_random_uuid(), $1, $2, 'http.status', 'new-one', 'check', 'defect', 'Came while you read', 'It broke.', 'Look.',
              'critical', 'declared', 'open', now(), now(), now(), now(), now() - interval '1 day'`,
      [estate.systemId, estate.checkId],
    )
    // The page asks again when somebody comes back to it.
    await page.waitForTimeout(1_100)
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    const show = page.getByRole('button', { name: '1 new: show' })
    await expect(show).toBeVisible()
    await expect(rows).toHaveCount(4)
    await show.click()
    await expect(rows).toHaveCount(5)
    await expect(rows.first()).toContainText('Came while you read')
    await page.context().close()
  })

  test('tells what happened since this person looked last', async ({ browser }) => {
    const page = await signInAs(browser, product, 'admin')
    await page.goto('/today')
    await expect(page.getByRole('heading', { name: 'Since you last looked' })).toHaveCount(0)
    await product.query(`update app_user set today_read_at = now() - interval '2 hours' where id = $1`, [
      product.people.admin.id,
    ])
    await product.query(
      `insert into finding_event (id, finding_id, at, actor_label, type, from_state, to_state)
       select gen_random_uuid(), id, now() - interval '1 hour', 'worker', 'reopened', 'verified', 'open'
         from finding where fingerprint = 'new-one'`,
    )
    await page.goto('/today')
    const part = page.getByRole('region', { name: 'Since you last looked' })
    await expect(part).toContainText('0 closed, 1 came back, 0 opened')
    await expect(part).toContainText('2 h ago')
    await part.getByText('Show what happened').click()
    await expect(part.getByRole('listitem')).toContainText('came back: Came while you read on orders-db')
    await page.context().close()
  })

  test('prints on one sheet', async ({ browser }) => {
    const page = await signInAs(browser, product, 'maintainer')
    await page.goto('/today', { waitUntil: 'networkidle' })
    for (const format of ['A4', 'Letter'] as const) {
      const paper = await page.pdf({ format, preferCSSPageSize: false })
      expect(paper.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g), format).toHaveLength(1)
    }
    await page.context().close()
  })
})

test.describe('the fleet', () => {
  test.beforeAll(async () => {
    const at = (days: number) => `now() - interval '${days} days'`
    await product.query(
      `insert into red_flag_change (system_id, flag_key, at, to_status, sentence)
       select id, 'postponed', ${at(20)}, 'clear', '' from system where name in ('catalogue', 'orders-db')`,
    )
    await product.query(
      `insert into red_flag_change (system_id, flag_key, at, from_status, to_status, sentence)
       select id, 'postponed', ${at(3)}, 'clear', 'raised', '' from system where name = 'catalogue'`,
    )
    await product.query(`update system set created_at = ${at(120)}`)
    await product.query(
      `insert into drill (id, system_id, backup_name, level, result, started_at, duration_seconds, counts, note,
                          evidence_ids, source, recorded_at)
       select gen_random_uuid(), id, 'dump', 'queried', 'pass', ${at(140)}, 60, '[]', '', '{}', 'person', ${at(140)}
         from system where name = 'catalogue'`,
    )
  })

  test('is held against last week, team by team, with and without a script', async ({ browser }) => {
    const page = await signInAs(browser, product, 'manager', { javaScriptEnabled: false })
    await page.goto('/fleet')
    await expect(headline(page)).toContainText('One red flag, 1 more than a week ago')
    const flags = page.getByRole('row', { name: /Red flags raised/ })
    await expect(flags).toContainText(/1\s*0.*worse/s)
    await expect(page.getByRole('row', { name: /Maintenance on time/ })).toContainText('not known')
    const teams = page.getByRole('table', { name: /^Teams with grades/ })
    await expect(teams.getByRole('row', { name: /Orders/ })).toContainText('one system')
    await expect(teams.getByRole('row', { name: /Without a team/ })).toBeVisible()
    const proofs = page.getByRole('table', { name: 'Backups without a proof that holds' })
    await expect(proofs.getByRole('row', { name: /catalogue/ })).toContainText('140 d')
    await teams.getByRole('link', { name: 'Orders' }).click()
    await expect(page).toHaveURL(new RegExp(`/trends\\?team=${teamId}$`))
    await page.context().close()
  })

  test('has no barrier', async ({ browser }) => {
    const page = await signInAs(browser, product, 'manager')
    await page.goto('/fleet')
    await expectAccessible(page, '/fleet with teams')
    await page.context().close()
  })

  test('goes week by week: range and team in the address, keys to the weeks before, every number in a table', async ({
    browser,
  }) => {
    const page = await signInAs(browser, product, 'manager')
    await page.goto('/trends', { waitUntil: 'networkidle' })
    await page.getByRole('link', { name: '26 weeks' }).click()
    await expect(page).toHaveURL(/range=26w/)
    await page.getByLabel('Team').selectOption({ label: 'Orders' })
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page).toHaveURL(new RegExp(`team=${teamId}`))
    await expect(page).toHaveURL(/range=26w/)
    await page.getByText('Show as table: Red flags').click()
    const table = page.getByRole('table', { name: /^Red flags by week/ })
    await expect(table.getByRole('row').nth(1)).toContainText('1')
    await expect(table.getByRole('row').last()).toContainText('not known')
    await expectAccessible(page, '/trends of a team')
    await page.keyboard.press('[')
    await expect(page).toHaveURL(/until=\d{4}-\d{2}-\d{2}/)
    await page.keyboard.press(']')
    await expect(page.getByText(/to now/)).toBeVisible()
    await page.context().close()
  })
})

test.describe('the wall', () => {
  test('has nothing to press, says its age, and is read without a barrier', async ({ browser }) => {
    const page = await signInAs(browser, product, 'viewer')
    await page.goto('/wall')
    await expect(headline(page)).toContainText(/need you/)
    await expect(page.locator('main').locator('a, button, input, select')).toHaveCount(0)
    await expect(page.getByText(/^Read \d+ s ago$/)).toBeVisible()
    await expect(page.getByRole('list', { name: 'Systems by state' })).toContainText(/1\s*failing/)
    await expectAccessible(page, '/wall')
    await page.context().close()
  })

  test('refreshes itself, and says so when it cannot', async ({ browser }) => {
    const page = await signInAs(browser, product, 'viewer')
    await page.clock.install()
    await page.goto('/wall')
    await expect(headline(page)).toBeVisible()
    await product.query(
      `update finding set title = 'Renamed while it hung there' where fingerprint = 'new-one'`,
    )
    await page.clock.runFor(25_000)
    await expect(page.getByText('Renamed while it hung there')).toBeVisible()
    await page.route('**/api/wall**', (route) => route.abort())
    await page.clock.runFor(120_000)
    await expect(page.getByText(/Not refreshed for .*: what stands here is of \d\d:\d\d/)).toBeVisible()
    await page.unroute('**/api/wall**')
    await page.clock.runFor(60_000)
    await expect(page.getByText(/^Read \d+ s ago$/)).toBeVisible()
    await page.context().close()
  })

  test('calls nothing current while no worker is at work', async ({ browser }) => {
    await product.query(`update worker set heartbeat_at = now() - interval '1 hour'`)
    const page = await signInAs(browser, product, 'viewer', { javaScriptEnabled: false })
    await page.goto('/wall')
    await expect(page.getByText(/No worker has reported since .*: nothing here is current/)).toBeVisible()
    await expect(headline(page)).toContainText('Nothing here is current.')
    await expect(page.getByRole('list', { name: 'Systems by state' })).not.toContainText('fine')
    await page.context().close()
  })

  test('is for those who signed in', async ({ browser }) => {
    const page = await (await browser.newContext({ baseURL: product.url })).newPage()
    await page.goto('/wall')
    await expect(page).toHaveURL(/\/login\?next=%2Fwall$/)
    await page.context().close()
  })
})
