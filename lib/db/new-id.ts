import { v7 } from 'uuid'

/** UUIDv7: made in the application, ordered by time, never a sequence. */
export function newId(): string {
  return v7()
}
