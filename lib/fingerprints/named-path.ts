import { posix } from 'node:path'

/** Rows of a table that name files below a folder. */
export interface RowsNamingFiles {
  /** With its schema: "public.attachments". */
  table: string
  /** Column with the path. */
  column: string
  /** Folder below which the paths lie. */
  root: string
  /** Taken away from the front of what is in the column, before it is looked up below the root. */
  stripPrefix: string
}

/** SQL: a text in quotes. */
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * SQL for the path below the root that a value names, null where it names none below it: an absolute path below the root,
 * or what follows the prefix.
 */
export function pathExpression(
  value: string,
  { root, stripPrefix }: Pick<RowsNamingFiles, 'root' | 'stripPrefix'>,
): string {
  const below = `${root.replace(/\/+$/, '')}/`
  const stripped = (prefix: string) =>
    `when left(${value}, ${[...prefix].length}) = ${literal(prefix)} then substr(${value}, ${[...prefix].length + 1})`
  const prefixes = stripPrefix === '' ? stripped(below) : `${stripped(stripPrefix)} ${stripped(below)}`
  const otherwise = stripPrefix === '' ? `when left(${value}, 1) <> '/' then ${value}` : ''
  return `case ${prefixes} ${otherwise} end`
}

/**
 * SQL: the path is written in a way that does not sort as files do: empty, "." or ".." between slashes, two slashes,
 * backslashes, control characters.
 */
export function isOddExpression(path: string): string {
  return `(${path} collate "C" ~ '(^|/)\\.{0,2}(/|$)' or ${path} collate "C" ~ '[\\\\\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]')`
}

/** The same path in its plain spelling, or null where it leads out of the root or to a folder. */
export function plainPath(path: string): string | null {
  const plain = posix.normalize(path)
  if (
    plain === '.' ||
    plain === '..' ||
    plain.startsWith('../') ||
    plain.startsWith('/') ||
    plain.endsWith('/')
  )
    return null
  return plain
}
