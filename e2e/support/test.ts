import { test as base, type Page } from '@playwright/test'
import type { Role } from './people'
import { type Product, startProduct } from './product'

interface TestFixtures {
  /** A page of somebody who is signed in; 'admin' unless the test says otherwise. */
  signedIn: (role: Role) => Promise<Page>
}

interface WorkerFixtures {
  /**
   * Whose product it is. A file that changes or counts what belongs to the whole installation (rules, the mail server,
   * a sentence about all systems) names itself here, and has the product to itself.
   */
  productOf: string
  /** A product with one person of each role, shared by the tests of one Playwright worker that want the same one. */
  product: Product
}

/** Playwright's test with a running product. Relative addresses lead to it. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  productOf: ['everybody', { scope: 'worker', option: true }],
  product: [
    // A product starts anew for each owner: Playwright keeps no worker whose options differ.
    async ({ productOf: _owner }, use) => {
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
