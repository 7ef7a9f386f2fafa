import { v7 } from 'uuid'

/** UUIDv7: made in the application, ordered by time, never a sequence. */
export function newId(): string {
  return v7()
}

/** Whether a text from outside can be an id at all; what cannot is not found, and no question for the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
