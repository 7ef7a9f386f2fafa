import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, type Page, test } from '@playwright/test'
import { newId } from '../lib/db/new-id'
import { withConnection } from '../scripts/database/connection'
import {
  type AuditedPostgres,
  installedPostgresPrograms,
  startAuditedPostgres,
} from '../scripts/testing/audited-postgres'
import { makeDue } from './support/duties'
import { expectAccessible } from './support/look'
import { expectPrintable } from './support/paper'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'

// A database of PostgreSQL 15 and its files move to PostgreSQL 18, and three files are lost on the way: found by name,
// brought back or accepted with a reason, signed, and looked at again when the clock has moved on by a week.
test.describe.configure({ mode: 'serial', timeout: 180_000 })

const title = 'PostgreSQL 15 to 18'
const password = 'tapped at night'
const run = promisify(execFile)

let fifteen: { programs: string } | undefined
let product: Product
let page: Page
let folder: string
let old: AuditedPostgres
let fresh: AuditedPostgres
let systemId: string
let guidedPath: string

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  fifteen = (await installedPostgresPrograms()).find(({ major }) => major === 15)
  if (!fifteen) return
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-migration-'))
  ;[old, fresh, product] = await Promise.all([
    startAuditedPostgres({ programs: fifteen.programs }),
    startAuditedPostgres(),
    startProduct({ env: { EGRESS_ALLOW_CIDRS: '127.0.0.1/32' } }),
  ])
  await plant()
  systemId = await addOrders()
  page = await signInAs(browser, product, 'admin')
})
test.beforeEach(() => test.skip(!fifteen, 'no programs of PostgreSQL 15 are in /usr/lib/postgresql'))
// What the worker said is the first thing that somebody wants to know about a failure here.
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
test.afterEach(({}, info) => {
  if (info.status !== info.expectedStatus) console.log(`worker:\n${product?.worker.output}`)
})
test.afterAll(async () => {
  await product?.stop()
  await Promise.all([old?.stop(), fresh?.stop()])
  if (folder) await rm(folder, { recursive: true, force: true })
})

const files = Array.from({ length: 40 }, (_each, index) => `2026/${String(index + 1).padStart(3, '0')}.pdf`)
const lost = ['2026/007.pdf', '2026/019.pdf', '2026/031.pdf'] as const
const side = (name: 'old' | 'new') => join(folder, name, 'uploads')

const execute = (url: string, statements: string) =>
  withConnection(url, async (client) => void (await client.query(statements)))

/** A shop with files, on the old side; an account that may only read, on both. */
async function plant(): Promise<void> {
  const reader = `create role audit login password '${password}'; grant pg_read_all_data, pg_monitor to audit`
  await Promise.all([execute(old.url(), reader), execute(fresh.url(), reader)])
  await execute(old.url(), 'create database orders template template0')
  await execute(fresh.url(), 'create database orders template template0')
  await execute(
    old.url('orders'),
    `create table customer (id int primary key, name text not null);
     create table attachment (id serial primary key, customer_id int not null references customer, path text not null);
     insert into customer select n, 'customer ' || n from generate_series(1, 200) n;
     insert into attachment (customer_id, path)
       select n, format('2026/%s.pdf', lpad(n::text, 3, '0')) from generate_series(1, 40) n;`,
  )
  for (const name of files) {
    const path = join(side('old'), name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, `invoice ${name}`)
    // What was written a moment ago might still be on its way.
    await utimes(path, new Date('2026-01-05'), new Date('2026-01-05'))
  }
}

/** What somebody does between the two snapshots: dump, load, copy; not all files arrive. */
async function migrate(programs: string): Promise<void> {
  const dump = join(folder, 'orders.sql')
  await run(join(programs, 'pg_dump'), ['--no-owner', '-d', old.url('orders'), '-f', dump])
  await run(join(programs, 'psql'), [
    '-X',
    '-q',
    '-v',
    'ON_ERROR_STOP=1',
    '-d',
    fresh.url('orders'),
    '-f',
    dump,
  ])
  await cp(side('old'), side('new'), { recursive: true, preserveTimestamps: true })
  for (const name of lost) await rm(join(side('new'), name))
}

const bringBack = (name: string) =>
  cp(join(side('old'), name), join(side('new'), name), { preserveTimestamps: true })

async function addOrders(): Promise<string> {
  const id = newId()
  await product.query(
    `insert into system (id, name, kind, is_self, environment, criticality, owner_id, created_at)
     values ($1, 'orders-db', 'database', false, 'production', 'critical', $2, app_now() - interval '200 days')`,
    [id, product.people.admin.id],
  )
  return id
}

const addressOf = (server: AuditedPostgres) =>
  `postgresql://audit:${encodeURIComponent(password)}@127.0.0.1:${server.port}/orders?sslmode=disable`
const heading = () => page.getByRole('heading', { level: 1 })
const part = (name: string) => page.getByRole('region', { name, exact: true })
const row = (name: string) => page.getByRole('row').filter({ hasText: name })

const flag = async () => {
  const [state] = await product.query<{ status: string }>(
    `select status from red_flag_state where system_id = $1 and flag_key = 'missing-after-migration'`,
    [systemId],
  )
  return state?.status
}
const findings = () =>
  product.query<{ title: string; state: string; severity: string }>(
    `select title, state, severity from finding where system_id = $1 and origin = 'verification' order by title`,
    [systemId],
  )
const lostFiles = (state: string) => [
  { title: `After ${title}: files are missing or differ`, state, severity: 'critical' },
]

test('it is planned without JavaScript, and a line that does not fit is told by its number', async ({
  browser,
}) => {
  const plain = await signInAs(browser, product, 'admin', { javaScriptEnabled: false })
  await plain.goto(`/systems/${systemId}/proofs`)
  await plain.getByRole('link', { name: 'Verify a migration' }).click()
  await plain.getByLabel('What moves').fill(title)
  await plain.getByLabel('Name of database 1').fill('orders')
  await plain.getByLabel('Database 1 is at').fill(addressOf(old))
  await plain.getByLabel('Database 1 will be at').fill(addressOf(fresh))
  await plain.getByLabel('Folders of files').fill(`uploads: ${side('old')} -> ${side('new')}`)
  await plain.getByLabel('Rows that name files').fill('public.attachment.path in downloads')
  await plain.getByLabel('Other dependencies').fill(`database: 127.0.0.1:${fresh.port}`)
  await plain.getByLabel('No volumes').check()
  await plain.getByLabel('No jobs').check()
  await plain.getByRole('button', { name: 'Plan the verification' }).click()
  await expect(
    plain.getByText(/^Line 1: there is no folder "downloads" above\. Known: uploads\./).first(),
  ).toBeVisible()
  await expect(plain.getByLabel('What moves')).toHaveValue(title)

  await expect(plain.getByLabel('No volumes')).toBeChecked()
  // A password does not come back.
  const address = new URL(addressOf(old))
  address.password = ''
  await expect(plain.getByLabel('Database 1 is at')).toHaveValue(address.toString())
  await plain.getByLabel('Database 1 is at').fill(addressOf(old))
  await plain.getByLabel('Database 1 will be at').fill(addressOf(fresh))
  await plain.getByLabel('Rows that name files').fill('public.attachment.path in uploads')
  await plain.getByRole('button', { name: 'Plan the verification' }).click()
  await expect(plain.getByText('It is planned. Take the snapshot before anything moves.')).toBeVisible()
  await expect(plain.getByRole('listitem').filter({ hasText: 'Snapshot before' })).toHaveAttribute(
    'aria-current',
    'step',
  )
  // Whoever reads the page reads no password.
  expect(await plain.content()).not.toContain(encodeURIComponent(password))
  guidedPath = new URL(plain.url()).pathname
  await plain.context().close()
})

test('three files that a move lost are found by name', async () => {
  await page.goto(guidedPath)
  await page.getByRole('button', { name: 'Take the snapshot before' }).click()
  // Nobody loads the page anew.
  await expect(heading()).toContainText('the snapshot before is of', { timeout: 120_000 })
  await expect(part('Snapshot before')).toContainText(/PostgreSQL 15[\d.]*: 2 tables, 240 rows/)
  await expect(part('Snapshot before')).toContainText('40 files')
  await expectAccessible(page, 'a guided verification before the move')

  await migrate(fifteen?.programs ?? '')
  await page.getByRole('button', { name: 'It is migrated' }).click()
  await expect(page.getByText('The migration is on record. Take the snapshot after.')).toBeVisible()
  expect(await flag()).toBe('unknown')

  await page.getByRole('button', { name: 'Take the snapshot after' }).click()
  await expect(heading()).toContainText(/missing.*nobody accepted/, { timeout: 120_000 })
  await expect(part('Snapshot after')).toContainText(/PostgreSQL 18[\d.]*: 2 tables, 240 rows/)
  await expect(row('Records').getByText('Equal', { exact: true })).toBeVisible()
  await expect(row('Dependencies').getByText('Equal', { exact: true })).toBeVisible()
  expect(await findings()).toEqual(lostFiles('open'))
  expect(await flag()).toBe('raised')
  await expectAccessible(page, 'a comparison with lost files')

  // The finding leads to what differs.
  await page.goto('/findings')
  await page.getByRole('link', { name: `After ${title}: files are missing or differ` }).click()
  await page.getByRole('link', { name: 'What differs' }).click()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await page.getByLabel('How it differs').selectOption('Missing')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/area=files&kind=missing/)
  for (const name of lost)
    await expect(page.getByRole('rowheader', { name: `uploads: ${name}` })).toBeVisible()
  await expectAccessible(page, 'differences')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'All as CSV' }).click(),
  ])
  const csv = await (await download.createReadStream()).setEncoding('utf8').toArray()
  for (const name of lost) expect(csv.join('')).toContain(`files,files,uploads: ${name},missing,`)
})

test('two are brought back, the third is accepted with a reason, and it is signed', async ({ browser }) => {
  await bringBack(lost[0])
  await bringBack(lost[1])
  await page.goto(guidedPath)
  await page.getByRole('button', { name: 'Take the snapshot after again' }).click()
  await expect(heading()).toHaveText(`${title}: one thing is missing; nobody accepted it`, {
    timeout: 120_000,
  })

  // Without JavaScript: a reason that is none, then one.
  const plain = await signInAs(browser, product, 'admin', { javaScriptEnabled: false })
  await plain.goto(`${guidedPath}/differences`)
  await plain.getByRole('link', { name: `Accept uploads: ${lost[2]}` }).click()
  await expect(plain.getByRole('textbox', { name: 'What may differ' })).toHaveValue(`uploads: ${lost[2]}`)
  await plain.getByLabel('Why').fill('why not')
  await plain.getByRole('button', { name: 'Accept' }).click()
  await expect(plain.getByText('Say why this may differ, in at least 10 characters').first()).toBeVisible()
  await plain.getByRole('textbox', { name: 'What may differ' }).fill(`*${lost[2]}*`)
  await plain.getByLabel('Why').fill('A scan made twice; the other copy is 2026/030.pdf.')
  await plain.getByRole('button', { name: 'Accept' }).click()
  await expect(plain.getByText('Accepted: 1 difference.')).toBeVisible()
  await expect(plain.getByText('Nothing is open.')).toBeVisible()
  expect(await findings()).toEqual(lostFiles('verified'))
  await plain.getByRole('link', { name: 'Sign it' }).click()
  await plain.getByLabel('Statement').fill('Writes were stopped from 02:00 to 02:40.')
  await plain.getByRole('button', { name: 'Sign', exact: true }).click()
  // A browser without JavaScript keeps the place in the page that it came from.
  await expect(plain).toHaveURL(/\/signed(#sign)?$/)
  await plain.context().close()
  expect(await flag()).toBe('clear')

  await page.goto(`${guidedPath}/signed`)
  await expect(page.getByText('Writes were stopped from 02:00 to 02:40.').first()).toBeVisible()
  await expect(part('May differ')).toContainText('A scan made twice')
  await expect(part('Signature')).toContainText(/SHA-256 [0-9a-f]{64}/)
  await expectAccessible(page, 'a signed verification')
  await expectPrintable(
    page,
    'app/(dashboard)/systems/[id]/proofs/migrations/guided/[guidedId]/signed/page.tsx',
  )
  await page.goto(`/systems/${systemId}/proofs`)
  await expect(row(title).filter({ hasText: 'Signed' }).first()).toBeVisible()
})

/** From now on the database lives so many days ahead. Whoever is signed in stays it. */
async function moveBy(days: number): Promise<void> {
  await product.query(
    `create or replace function app_now() returns timestamptz language sql stable parallel safe
       as $f$ select now() + interval '${days} days' $f$`,
  )
  await product.query(
    `update session set last_seen_at = app_now(), expires_at = app_now() + interval '7 days'`,
  )
  await makeDue(product, 'verifications')
}

const looks = () => part('Weekly looks since').getByRole('row')

test('it is looked at again every week: what is lost later raises the flag, and is cleared when it is back', async () => {
  await rm(join(side('new'), '2026/011.pdf'))
  await moveBy(8)
  await expect.poll(findings, { timeout: 120_000 }).toEqual(lostFiles('open'))
  await expect.poll(flag, { timeout: 30_000 }).toBe('raised')
  await page.goto(guidedPath)
  await expect(heading()).toContainText(/the newest weekly look: .*missing.*3 weekly looks are left/)
  await expect(looks().filter({ hasText: /\d open/ })).toHaveCount(1)
  await expectAccessible(page, 'a signed verification that was looked at again')
  await looks().getByRole('link').click()
  await expect(page.getByRole('rowheader', { name: /2026\/011\.pdf/ }).first()).toBeVisible()

  await bringBack('2026/011.pdf')
  await moveBy(16)
  await expect.poll(findings, { timeout: 120_000 }).toEqual(lostFiles('verified'))
  await expect.poll(flag, { timeout: 30_000 }).toBe('clear')
  await page.goto(guidedPath)
  await expect(looks().filter({ hasText: 'Still so' })).toHaveCount(1)
  await expect(heading()).toContainText('2 weekly looks are left')
})
