import type { Transaction } from './database'

/** The database's clock, read inside a transaction of Prisma. */
export async function transactionNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`
  if (!row) throw new Error('app_now() returned no row')
  return row.now
}
