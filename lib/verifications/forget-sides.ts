import type { Sql } from '@/lib/db/pool'
import { removeLines } from '@/lib/jobs/stored-lines-store'
import { forgetPasswords } from './guided-store'
import { readOwnersOfLines } from './snapshot-store'

/** Forgets what only a further look would need: lists of what the sides held, and passwords. What differed stays. */
export async function forgetSides(on: Sql, guidedId: string): Promise<void> {
  await removeLines(await readOwnersOfLines(on, guidedId), on)
  await forgetPasswords(on, guidedId)
}
