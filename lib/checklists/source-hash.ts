import { createHash } from 'node:crypto'

/** sha256 of a YAML text, as stored beside it. */
export const sourceHash = (source: string): string => createHash('sha256').update(source).digest('hex')
