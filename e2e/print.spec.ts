import { type BrowserContext, expect, test } from '@playwright/test'
import { faultsOnPaper, sheetsOf } from './support/paper'
import { type Product, startProduct } from './support/product'
import { ProductProcess } from './support/product-process'

// Every week that a report can be about, on paper. What other pages are on paper: every-page.spec.

test('every week stands on one sheet, on two when more than five decisions wait', async ({ browser }) => {
  test.setTimeout(300_000)
  const product = await startProduct({ worker: false })
  try {
    const adding = new ProductProcess('e2e/support/add-report-weeks.ts', {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: product.databaseUrl,
      WHEELTAPPER_URL: product.url,
    })
    const weeks = await adding.startAndHear<Record<string, { path: string; decisions: number }>>()
    expect(Object.keys(weeks).length).toBeGreaterThanOrEqual(40)
    const context = await browser.newContext({ baseURL: product.url })
    await signIn(context, product, product.people.manager.cookie)
    const page = await context.newPage()
    for (const [name, { path, decisions }] of Object.entries(weeks)) {
      await test.step(name, async () => {
        await page.emulateMedia({ media: null })
        await page.goto(path)
        for (const format of ['A4', 'Letter'] as const) {
          expect(await sheetsOf(page, format), `${name} on ${format}`).toBe(decisions > 5 ? 2 : 1)
        }
        expect(await faultsOnPaper(page), name).toEqual([])
        // The appendix comes last, and holds what the first sheet has not.
        await expect(page.locator('.report-appendix tbody tr')).toHaveCount(Math.max(0, decisions - 5))
        if (decisions > 5) await expect(page.locator('.report > :last-child')).toHaveClass('report-appendix')
      })
    }
    await context.close()
  } finally {
    await product.stop()
  }
})

const signIn = (context: BrowserContext, product: Product, cookie: { name: string; value: string }) =>
  context.addCookies([{ ...cookie, url: product.url, httpOnly: true, sameSite: 'Lax' }])
