import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { Role } from './people'
import type { Product } from './product'

/** A page of somebody who is signed in at a product that the test started itself. */
export async function signInAs(
  browser: Browser,
  product: Product,
  role: Role,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.url, ...options })
  await context.addCookies([
    { ...product.people[role].cookie, url: product.url, httpOnly: true, sameSite: 'Lax' },
  ])
  return context.newPage()
}
