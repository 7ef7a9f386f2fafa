import { expect } from '@playwright/test'
import { pages } from './access-matrix/pages'
import { routes } from './access-matrix/routes'
import type { Product } from './product'
import type { World } from './world'

/**
 * Proves that a planted secret is nowhere to be seen (S-LEAK): in no page, as HTML or as React's payload, in no
 * answer of a route, in no log, in no row of the database. Sealed, its bytes are not these.
 */
export async function expectNowhere(
  product: Product,
  world: World,
  canary: string,
  also: readonly string[] = [],
): Promise<void> {
  const spellings = [
    canary,
    encodeURIComponent(canary),
    Buffer.from(canary).toString('base64').replace(/=+$/, ''),
  ]
  const clean = (text: string, where: string) => {
    for (const spelling of spellings)
      expect(text.includes(spelling), `the planted secret in ${where}`).toBe(false)
  }
  const { name, value } = world.people.admin.cookie
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(new URL(path, product.url), {
      headers: { cookie: `${name}=${value}`, ...headers },
      redirect: 'manual',
    })
    return `${[...response.headers].join('\n')}\n${await response.text()}`
  }
  for (const path of [...Object.values(pages).map((rule) => rule.path(world)), ...also]) {
    clean(await read(path), path)
    clean(await read(path, { rsc: '1' }), `${path} as React's payload`)
  }
  for (const [route, rule] of Object.entries(routes)) {
    if (route.endsWith(' GET')) clean(await read(rule.path(world, 'admin')), route)
  }
  clean(product.web.output, 'the log of the web process')
  clean(product.worker.output, 'the log of the worker')
  for (const [table, rows] of await everyRow(product)) clean(rows, `table ${table}`)
}

async function everyRow(product: Product): Promise<[string, string][]> {
  const tables = await product.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`,
  )
  const rows: [string, string][] = []
  for (const { name } of tables) {
    const [row] = await product.query<{ all: string }>(
      `select coalesce(string_agg(t::text, e'\\n'), '') as all from "${name}" t`,
    )
    rows.push([name, row?.all ?? ''])
  }
  return rows
}
