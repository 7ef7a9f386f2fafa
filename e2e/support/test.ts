import { test as base, type Page } from '@playwright/test'
import type { Role } from './people'
import { type Product, startProduct } from './product'

interface TestFixtures {
  /** A page of somebody who is signed in; 'admin' unless the test says otherwise. */
  signedIn: (role: Role) => Promise<Page>
}

interface WorkerFixtures {
  /** A product with one person of each role, shared by the tests of one Playwright worker. */
  product: Product
}

/** Playwright's test with a running product. Relative addresses lead to it. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const product = await startProduct()
      await use(product)
      await product.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: ({ product }, use) => use(product.url),
  signedIn: async ({ browser, product }, use) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = []
    await use(async (role) => {
      const context = await browser.newContext({ baseURL: product.url })
      contexts.push(context)
      await context.addCookies([
        { ...product.people[role].cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
      ])
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})
