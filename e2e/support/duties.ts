import type { Product } from './product'

/** As if its time had come: the worker does a duty that waits for its minute within three seconds. */
export const makeDue = (product: Product, duty: string) =>
  product.query('update duty set last_run_at = null where name = $1', [duty])
