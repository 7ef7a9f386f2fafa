import { type Product, startProduct } from './product'
import { ProductProcess } from './product-process'

/** A few systems in every state, without a worker: nothing moves by itself. */
export interface Estate {
  systemId: string
  checkId: string
}

/** A product with an estate in it. */
export async function startEstate(): Promise<{ product: Product; estate: Estate }> {
  const product = await startProduct({ worker: false })
  const adding = new ProductProcess('e2e/support/add-estate.ts', {
    ...process.env,
    DATABASE_URL: product.databaseUrl,
  })
  return { product, estate: await adding.startAndHear<Estate>() }
}
