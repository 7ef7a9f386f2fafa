import { Problem } from '@/lib/problem'
import type { Recognised } from './recognised'

const example = '/var/backups/orders/*.dump'

/** Endings of files that hold backups; a last part without one of them is read as a folder. */
const backupFile =
  /\.(dump|sql|tar|tgz|gz|bz2|xz|zst|lz4|zip|7z|bak|backup|bkp|db|sqlite3?|rdb|gpg|age|enc)$/i

/** An absolute path of a folder or file, or a pattern of file names, that holds backups. Throws Problem. */
export function recognisePath(input: string): Recognised {
  if (/^(\.{1,2}|~)(\/|$)/.test(input)) {
    throw new Problem(
      'invalid',
      `The path must begin at the root: the worker does not know in which folder you are. Example: ${example}`,
    )
  }
  if (/^[a-z]:[\\/]|^\\\\/i.test(input)) {
    throw new Problem(
      'invalid',
      `Windows paths and network shares are not supported; mount the folder where the worker runs. Example: ${example}`,
    )
  }
  const parts = input.split('/').filter((part) => part !== '')
  if (parts.includes('..') || parts.includes('.')) {
    throw new Problem(
      'invalid',
      `The path must be written out, without "." or ".." in it. Example: ${example}`,
    )
  }
  const last = parts.at(-1) ?? ''
  const namesFiles = /[*?]/.test(last) || (backupFile.test(last) && !input.endsWith('/'))
  const folder = namesFiles ? parts.slice(0, -1) : parts
  if (folder.some((part) => /[*?]/.test(part))) {
    throw new Problem(
      'invalid',
      `Only the file name may hold * or ?; the folder must be written out. Example: ${example}`,
    )
  }
  const path = `/${folder.join('/')}`
  const pattern = namesFiles ? last : '*'
  if (path === '/')
    throw new Problem(
      'invalid',
      `The root folder is no place for backups; name the folder that holds them. Example: ${example}`,
    )
  return {
    kind: 'backup',
    address: `${path}/${pattern}`,
    config: { path, pattern },
    secret: null,
    name: `Backups in ${path}`,
    notes: [
      pattern === '*'
        ? `Read as a folder of backups: its newest file counts. Narrow it with a pattern: ${path}/*.dump`
        : `The newest file that matches ${pattern} counts.`,
    ],
  }
}
