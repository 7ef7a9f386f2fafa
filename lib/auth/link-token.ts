import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for a one-time link, and what the database keeps of them. */
export function newLinkToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashLinkToken(token) }
}

/** A fast hash is right for 256 random bits: there is nothing to guess. */
export const hashLinkToken = (token: string) => createHash('sha256').update(token).digest('hex')
