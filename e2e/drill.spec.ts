import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newId } from '../lib/db/new-id'
import { expectAccessible } from './support/look'
import { expectPrintable } from './support/paper'
import { type Product, startProduct } from './support/product'
import { ProductProcess } from './support/product-process'
import { signInAs } from './support/sign-in-as'

// From "never restored" to a flag that is cleared by a machine's own restore: of the installation's own backup, and of
// a dump of PostgreSQL that first is cut off.
test.describe.configure({ mode: 'serial', timeout: 240_000 })
test.use({ actionTimeout: 20_000 })

let product: Product
let folder: string
let page: Page
const scratch = () => join(folder, 'scratch')
const backups = () => join(folder, 'backups')

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000)
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-drill-'))
  // A database server refuses to run as root: whoever it runs as must reach its folder.
  await chmod(folder, 0o711)
  await mkdir(join(folder, 'orders'))
  product = await startProduct({ env: { BACKUP_DIRECTORY: backups(), SCRATCH_DIRECTORY: scratch() } })
  page = await signInAs(browser, product, 'admin')
})
// What the worker said is the first thing that somebody wants to know about a failure here.
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
test.afterEach(({}, info) => {
  if (info.status !== info.expectedStatus) console.log(`worker:\n${product?.worker.output}`)
})
test.afterAll(async () => {
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

const heading = () => page.getByRole('heading', { level: 1 })
/** The word at the head of a level. */
const step = (level: string) =>
  page
    .locator('.drill-steps > li')
    .filter({ has: page.getByRole('heading', { name: level }) })
    .locator('.st')
const flagOf = async (systemId: string) => {
  const [row] = await product.query<{ status: string; history: string[] }>(
    `select s.status, array(select to_status from red_flag_change c
                             where c.system_id = s.system_id and c.flag_key = s.flag_key order by at) as history
       from red_flag_state s where s.system_id = $1 and s.flag_key = 'unproven-backup'`,
    [systemId],
  )
  return row
}

/** From what the flag says of it to where a machine restores. */
async function goFromFlag(name: string, status: 'raised' | 'unknown'): Promise<void> {
  await page.goto('/red-flags')
  await page.getByRole('button', { name: 'Evaluate now' }).click()
  await expect(page.getByText(/systems? (is|are) evaluated\.$/)).toBeVisible()
  await page.goto(`/red-flags/unproven-backup?show=${status}`)
  await page.getByRole('link', { name: `Prove it now: ${name}` }).click()
}

/** The run has ended: what it came to stands on its page, which nobody loaded anew. */
async function expectReport(): Promise<void> {
  await expect(page).toHaveURL(/\/proofs\/drills\/runs\//)
  await expect(page.getByRole('heading', { name: 'How far it went' })).toBeVisible({ timeout: 150_000 })
}

/** Nothing of a restore stays in its place. */
const leftovers = async () =>
  existsSync(scratch()) ? (await readdir(scratch())).filter((name) => !name.startsWith('.')) : []

test('the installation proves its own backup, and the flag on it is cleared', async () => {
  const own = async () =>
    (await product.query<{ id: string; name: string }>('select id, name from system where is_self'))[0]
  await expect.poll(own, { timeout: 30_000 }).toBeDefined()
  const { id = '', name = '' } = (await own()) ?? {}
  // Never tried is not known, and so not clear.
  await goFromFlag(name, 'unknown')
  expect(await flagOf(id)).toMatchObject({ status: 'unknown' })
  await expect(heading()).toHaveText(`Nothing restores the backups of ${name} by itself yet`)
  await expectAccessible(page, 'the restores of a system by machine')

  // The first backup is proven by itself.
  await makeBackup()
  const plan = page.getByRole('link', { name: 'Backups of this installation' })
  await expect(async () => {
    await page.reload()
    await expect(plan).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await plan.click()
  await expect(heading()).toContainText(/^Backups of this installation: /)
  await expectAccessible(page, 'a plan of restores')
  await page.getByRole('table', { name: 'Runs of this plan, newest first' }).getByRole('link').first().click()
  await expectReport()
  await expect(step('Listed')).toHaveText('Passed')
  await expect(step('Restored')).toHaveText('Passed')
  await expect(step('Queried')).toHaveText('Passed')
  await expect(step('Booted')).toHaveText('Passed')
  await expectAccessible(page, 'a run that has ended')
  await expectPrintable(page, 'a run that has ended')

  // It is a proof like one that a person recorded, and leads back to its run.
  await page.getByRole('link', { name: 'The restore on record' }).click()
  await expect(heading()).toContainText('proven, level booted')
  await page.getByRole('link', { name: 'The run that made it' }).click()
  await expect(page).toHaveURL(/\/proofs\/drills\/runs\//)

  const flag = await flagOf(id)
  expect(flag).toMatchObject({ status: 'clear' })
  expect(flag?.history.at(-2)).toBe('unknown')
  await page.goto(`/systems/${id}`)
  const words = page.getByRole('listitem').filter({ hasText: 'Backups never restored' })
  await expect(words.getByText('Clear')).toBeVisible()
  expect(await leftovers()).toEqual([])
})

/** `npm run backup` of the product that is running. */
async function makeBackup(): Promise<void> {
  const saving = new ProductProcess('scripts/backup.ts', {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: product.databaseUrl,
    BACKUP_DIRECTORY: backups(),
  })
  const child = await saving.start()
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code, saving.output).toBe(0)
}

const orders = Array.from({ length: 12 }, (_each, index) => `${index + 1}\t2026-11-2${index % 3} 01:00:00+00`)
const dump = [
  '--\n-- PostgreSQL database dump\n--\n',
  "set client_encoding = 'UTF8';",
  'create table public.orders (id integer primary key, created_at timestamptz not null);',
  'copy public.orders (id, created_at) from stdin;',
  ...orders,
  '\\.\n',
  '--\n-- PostgreSQL database dump complete\n--\n',
].join('\n')

async function write(name: string, content: string): Promise<void> {
  const file = join(folder, 'orders', name)
  await writeFile(file, content)
  // A file that was changed a moment ago may still be written to.
  const before = new Date(Date.now() - 3_600_000)
  await utimes(file, before, before)
}

const installed = '/usr/lib/postgresql'

/** psql restores dumps in SQL: without one a machine can say only that they are whole. */
const hasPsql = () =>
  spawnSync('psql', ['--version']).status === 0 ||
  (existsSync(installed) &&
    readdirSync(installed).some((version) => existsSync(join(installed, version, 'bin', 'psql'))))

async function addOrders(): Promise<string> {
  const id = newId()
  await product.query(
    `insert into system (id, name, kind, is_self, environment, criticality, owner_id, rto_minutes, created_at)
     values ($1, 'orders-db', 'database', false, 'production', 'critical', $2, 60, app_now() - interval '200 days')`,
    [id, product.people.admin.id],
  )
  await product.query(
    `insert into target (id, system_id, kind, address, config, created_at)
     values ($1, $2, 'backup', $3, $4, app_now() - interval '200 days')`,
    [
      newId(),
      id,
      join(folder, 'orders', '*.sql'),
      JSON.stringify({ path: join(folder, 'orders'), pattern: '*.sql' }),
    ],
  )
  return id
}

test('a dump that is cut off is found, and the next one that is whole is the proof', async ({ browser }) => {
  test.skip(!hasPsql(), 'no psql is on this machine: dumps in SQL cannot be restored here')
  const systemId = await addOrders()
  await write('orders-2026-11-20.sql', dump.slice(0, Math.floor(dump.length * 0.6)))

  // The plan is made without JavaScript.
  const plain = await signInAs(browser, product, 'admin', { javaScriptEnabled: false })
  await plain.goto(`/systems/${systemId}/proofs/drills/new`)
  await plain.getByLabel('Name').fill('Nightly dump of orders')
  await plain.getByLabel('How often').selectOption({ value: 'weekly' })
  await plain.getByLabel('Question 1, in SQL').fill('delete from orders')
  await plain.getByRole('button', { name: 'Make the plan' }).click()
  await expect(plain.getByText(/Only reading is possible/).first()).toBeVisible()
  await expect(plain.getByLabel('Name')).toHaveValue('Nightly dump of orders')
  await plain.getByLabel('Question 1, in SQL').fill('select count(*) from orders')
  await plain.getByLabel('What question 1 asks').fill('A dozen orders')
  await plain.getByLabel('Right answer to question 1').fill('12')
  await plain.getByRole('button', { name: 'Make the plan' }).click()
  await expect(plain.getByText('The plan is made.')).toBeVisible()
  await expect(plain.getByRole('heading', { level: 1 })).toHaveText(
    'Nightly dump of orders: no restore has run yet, so its backups are unproven',
  )
  await plain.getByRole('button', { name: 'Look at the newest backup' }).click()
  await expect(plain.getByText(/orders-2026-11-20\.sql, .* would be proven/)).toBeVisible()
  await plain.context().close()

  await goFromFlag('orders-db', 'raised')
  await page.getByRole('link', { name: 'Nightly dump of orders', exact: true }).click()
  await page.getByRole('button', { name: 'Prove it now' }).click()
  await expectReport()
  await expect(step('Listed')).toHaveText('Failed')
  await expect(step('Restored')).toHaveText('Not tried')
  await expect(heading()).toContainText('orders-2026-11-20.sql is no backup to rely on')
  await expectAccessible(page, 'a run that failed')
  const findings = () =>
    product.query<{ state: string }>(
      `select state from finding where system_id = $1 and severity = 'critical' and origin <> 'red-flag'`,
      [systemId],
    )
  expect(await findings()).toEqual([{ state: 'open' }])
  expect(await flagOf(systemId)).toMatchObject({ status: 'raised' })

  await write('orders-2026-11-21.sql', dump)
  await page.getByRole('button', { name: 'Run it again' }).click()
  await expect(heading()).toContainText('orders-2026-11-21.sql can be brought back', { timeout: 150_000 })
  await expect(step('Queried')).toHaveText('Passed')
  await expect(page.getByRole('row', { name: /^A dozen orders/ }).getByText('Holds')).toBeVisible()
  expect(await findings()).toEqual([{ state: 'verified' }])
  expect(await flagOf(systemId)).toMatchObject({ status: 'clear' })

  await page.getByRole('link', { name: 'Nightly dump of orders', exact: true }).click()
  await expect(heading()).toContainText(/^Nightly dump of orders: last proven .*, level queried/)
  await expect(page.getByRole('row', { name: /Failed/ })).toContainText('orders-2026-11-20.sql')
})

test('a restore that takes too long is watched and cancelled, and leaves nothing', async () => {
  test.skip(!hasPsql(), 'no psql is on this machine: dumps in SQL cannot be restored here')
  await write('orders-2026-11-22.sql', dump.replace('copy public', 'select pg_sleep(120);\ncopy public'))
  await page.getByRole('button', { name: 'Prove it now' }).click()
  await expect(page).toHaveURL(/\/proofs\/drills\/runs\//)
  await expect(heading()).toHaveText('The newest backup of Nightly dump of orders is being restored')
  await expect(page.locator('.job-step')).toContainText(/Restoring|Loading/, { timeout: 60_000 })
  await expectAccessible(page, 'a run while it goes on')
  await page.getByRole('button', { name: 'Cancel the restore' }).click()
  await expect(heading()).toContainText(/^Cancelled: /, { timeout: 30_000 })
  expect(await leftovers()).toEqual([])

  // It says nothing about the backup: what was proven before still holds.
  const [system] = await product.query<{ id: string }>(`select id from system where name = 'orders-db'`)
  expect(await flagOf(system?.id ?? '')).toMatchObject({ status: 'clear' })
  await page.getByRole('link', { name: 'Nightly dump of orders', exact: true }).click()
  await expect(page.getByRole('row', { name: /Cancelled/ })).toBeVisible()
})
