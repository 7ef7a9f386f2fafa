import { type Product, startProduct } from './product'
import { ProductProcess } from './product-process'
import type { World } from './world'

const secret = 'signs the cookies of the access tests, and of nothing else'

/** A running product with one of everything in it, and nothing that moves by itself. */
export async function startWorld(): Promise<{ product: Product; world: World }> {
  const product = await startProduct({ worker: false, env: { NEXTAUTH_SECRET: secret } })
  const adding = new ProductProcess('e2e/support/add-world.ts', {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: product.databaseUrl,
    WHEELTAPPER_URL: product.url,
    NEXTAUTH_SECRET: secret,
    E2E_PEOPLE: JSON.stringify(product.people),
  })
  return { product, world: await adding.startAndHear<World>() }
}

/** Headers of a request of this person from this product's own pages. */
export function headersOf(
  product: Product,
  cookie: { name: string; value: string } | null,
): Record<string, string> {
  return { origin: product.url, ...(cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {}) }
}
