import type { ClientBase } from 'pg'

/** How much was written to a database so far: two marks around a comparison tell whether it stood still. */
export interface ChangeMark {
  /** Rows inserted, changed and removed since its statistics began. */
  writes: number
  /** Next transaction number of the server: rises with every transaction that writes, in any of its databases. */
  nextTransaction: string
}

/** Reads the mark; outside a transaction, because statistics stand still inside. */
export async function readChangeMark(_client: ClientBase): Promise<ChangeMark> {
  throw new Error('not written yet')
}
