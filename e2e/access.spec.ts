import { expect, test } from '@playwright/test'
import { actions } from './support/access-matrix/actions'
import { pages } from './support/access-matrix/pages'
import { routes } from './support/access-matrix/routes'
import { idFields, leadsTo, nowhere, type Outcome } from './support/access-matrix/rules'
import { headersOf, startWorld } from './support/access-world'
import { digest } from './support/digest'
import type { Product } from './support/product'
import { type ActionAnswer, actionIds, callAction } from './support/server-actions'
import { type Caller, callers, type World } from './support/world'

type Known = Exclude<Caller, 'anonymous'>

// S-MATRIX: every cell of the access matrix, tried over HTTP. No browser: what a page does not show is no protection.
let product: Product
let world: World

test.beforeAll(async () => {
  test.setTimeout(90_000)
  const started = await startWorld()
  product = started.product
  world = started.world
})
test.afterEach(() => {
  const { status, expectedStatus } = test.info()
  // The log of the product says why a page broke.
  if (status !== expectedStatus) console.log(product?.web.output.slice(-3_000))
})
test.afterAll(() => product?.stop())

const headers = (caller: Caller) =>
  headersOf(product, caller === 'anonymous' ? null : world.people[caller].cookie)

const get = (path: string, caller: Caller) =>
  fetch(new URL(path, product.url), { headers: headers(caller), redirect: 'manual' })

for (const [file, rule] of Object.entries(pages)) {
  test(`page ${file}`, async () => {
    const path = rule.path(world)
    for (const caller of callers) {
      const response = await get(path, caller)
      const body = await response.text()
      const cell = `${caller} at ${path}`
      const led = leadsTo(rule, caller)
      if (led !== undefined) {
        expect([response.status, response.headers.get('location')], cell).toEqual([307, led])
      } else if (rule.open.includes(caller)) {
        expect(response.status, cell).toBe(200)
      } else if (caller === 'anonymous') {
        expect([response.status, response.headers.get('location')], cell).toEqual([
          307,
          path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`,
        ])
      } else {
        expect(response.status, cell).toBe(403)
      }
      if (!rule.open.includes(caller)) expect(body, cell).not.toContain('idle@example.com')
    }
    for (const missing of rule.missing ?? []) {
      expect((await get(missing, 'admin')).status, missing).toBe(404)
      expect((await get(missing, 'viewer')).status, `viewer at ${missing}`).toBe(
        rule.open.includes('viewer') ? 404 : expectedMissing(rule.open),
      )
    }
  })
}

/** Where not everybody may look, a viewer learns from neither answer what is there. */
function expectedMissing(open: readonly Caller[]): number {
  return open.length === 1 ? 403 : 404
}

for (const [name, rule] of Object.entries(routes)) {
  if (rule.special) continue
  const method = name.split(' ').at(-1) ?? 'GET'
  test(`route ${name}`, async () => {
    const send = (path: string, caller: Caller) =>
      fetch(new URL(path, product.url), {
        method,
        headers: { ...headers(caller), 'content-type': 'application/json' },
        body: rule.body ? JSON.stringify(rule.body(world)) : undefined,
      })
    const before = await digest(product)
    const open: Caller[] = []
    for (const caller of callers) {
      if (rule.open.includes(caller)) {
        open.push(caller)
        continue
      }
      const response = await send(rule.path(world, caller === 'anonymous' ? 'viewer' : caller), caller)
      expect(response.status, caller).toBe(caller === 'anonymous' ? 401 : 403)
      const answer = await response.json()
      expect(answer, caller).toEqual({ error: { message: expect.any(String), fields: {} } })
    }
    expect(await digest(product), 'nothing was changed').toBe(before)
    for (const caller of open) {
      const response = await send(rule.path(world, caller as Exclude<Caller, 'anonymous'>), caller)
      expect(response.status, caller).toBe(200)
    }
    for (const missing of rule.missing ?? []) {
      expect((await send(missing, 'admin')).status, missing).toBe(404)
    }
  })
}

for (const [name, rule] of Object.entries(actions)) {
  test(`action ${name}`, async () => {
    const id = (await actionIds())[name]
    expect(id, 'the build serves it').toBeDefined()
    const send = (caller: Caller) =>
      callAction(
        new URL(rule.page(world), product.url).toString(),
        id ?? '',
        rule.fields(world, caller === 'anonymous' ? 'viewer' : caller),
        headers(caller),
      )
    const before = await digest(product)
    for (const caller of callers.filter((each) => !rule.open.includes(each))) {
      const answer = await send(caller)
      const isSentAway = answer.redirect?.startsWith('/login') ?? false
      expect(
        isSentAway || answer.kind === 'forbidden',
        `${caller}: ${JSON.stringify({ ...answer, body: answer.body.slice(0, 300) })}`,
      ).toBe(true)
      if (caller === 'anonymous' && rule.open.length > 0) expect(isSentAway, 'anonymous').toBe(true)
    }
    expect(await digest(product), 'nothing was changed').toBe(before)
    for (const [index, caller] of callers.filter((each) => rule.open.includes(each)).entries()) {
      const answer = await send(caller)
      const cell = `${caller}: ${JSON.stringify({ ...answer, body: answer.body.slice(0, 300) })}`
      expect(answer.status, cell).toBe(200)
      const outcome = index > 0 ? (rule.repeated ?? rule.outcome) : rule.outcome
      expect(outcomeOf(answer, outcome), cell).toBe(outcome)
    }
  })

  const named = (caller: Known) => idFields.filter((field) => field in rule.fields(world, caller))
  test(`action ${name} with ids of what is not there, or is somebody else's`, async () => {
    const id = (await actionIds())[name] ?? ''
    const url = new URL(rule.page(world), product.url).toString()
    const before = await digest(product)
    for (const caller of rule.open.filter((each) => each !== 'anonymous')) {
      for (const field of named(caller)) {
        const wrong = [field === 'number' ? '999999' : nowhere]
        if (field === 'trialId') wrong.push(world.trials[caller === 'viewer' ? 'admin' : 'viewer'])
        if (name.endsWith(' endSessionAction')) wrong.push(await sessionOfAnother(caller))
        for (const value of wrong) {
          const fields = { ...rule.fields(world, caller), [field]: value }
          const answer = await callAction(url, id, fields, headers(caller))
          expect([answer.status, answer.kind], `${caller}: ${field}=${value}`).toEqual([200, 'not-found'])
        }
      }
    }
    expect(await digest(product), 'nothing was changed').toBe(before)
  })
}

/** What it came to, in the words of the matrix; an address counts as the beginning that is expected of it. */
function outcomeOf(answer: ActionAnswer, expected: Outcome): string {
  if (answer.kind) return answer.kind
  const to = answer.redirect?.replace(/;.*$/, '')
  if (to !== undefined) return expected.startsWith('/') && to.startsWith(expected) ? expected : to
  return answer.body.includes('Something broke on our side') ? 'broken' : 'done'
}

async function sessionOfAnother(caller: Known): Promise<string> {
  const [session] = await product.query<{ id: string }>(
    'select id from session where user_id <> $1 and revoked_at is null limit 1',
    [world.people[caller].id],
  )
  return session?.id ?? ''
}
