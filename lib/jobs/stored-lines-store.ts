import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** Characters of one piece before it is compressed; a single longer line is a piece of its own. */
const pieceCharacters = 1_000_000

/** What stored lines came to. */
export interface StoredLinesSize {
  lines: number
  /** Compressed. */
  bytes: number
}

/**
 * Stores lines (without line feeds in them) under an owner and a name, in pieces of about a megabyte; never more than one
 * piece is in memory. Lines that were there under that name are replaced. Not all or nothing: when `lines` throws,
 * what came before stays, until it is stored anew or removed.
 */
export async function storeLines(
  ownerId: string,
  name: string,
  lines: AsyncIterable<string> | Iterable<string>,
  on: Sql = sql(),
): Promise<StoredLinesSize> {
  await on.query('delete from stored_lines where owner_id = $1 and name = $2', [ownerId, name])
  const size: StoredLinesSize = { lines: 0, bytes: 0 }
  let piece: string[] = []
  let characters = 0
  let sequence = 0
  const store = async () => {
    if (piece.length === 0) return
    const content = await compress(Buffer.from(`${piece.join('\n')}\n`, 'utf8'))
    await on.query(
      'insert into stored_lines (owner_id, name, sequence, lines, content) values ($1, $2, $3, $4, $5)',
      [ownerId, name, sequence, piece.length, content],
    )
    sequence += 1
    size.bytes += content.length
    piece = []
    characters = 0
  }
  for await (const line of lines) {
    if (line.includes('\n')) throw new Error(`a stored line of ${name} has a line feed in it`)
    if (characters + line.length > pieceCharacters) await store()
    piece.push(line)
    characters += line.length + 1
    size.lines += 1
  }
  await store()
  return size
}

/** The lines in their order, one after the other; none where nothing was stored. */
export async function* readLines(ownerId: string, name: string): AsyncGenerator<string> {
  for (let sequence = 0; ; sequence += 1) {
    const { rows } = await sql().query<{ content: Buffer }>(
      'select content from stored_lines where owner_id = $1 and name = $2 and sequence = $3',
      [ownerId, name, sequence],
    )
    const piece = rows[0]
    if (!piece) return
    const text = (await decompress(piece.content)).toString('utf8')
    // The last one is what follows the last line feed: nothing.
    yield* text.split('\n').slice(0, -1)
  }
}

/** Names and sizes of all lines of an owner. */
export async function listLines(ownerId: string): Promise<({ name: string } & StoredLinesSize)[]> {
  const { rows } = await sql().query<{ name: string } & StoredLinesSize>(
    `select name, sum(lines)::int as lines, sum(length(content)) as bytes from stored_lines
      where owner_id = $1 group by name order by name`,
    [ownerId],
  )
  return rows
}

/** Removes all lines of these owners. */
export async function removeLines(ownerIds: readonly string[], on: Sql = sql()): Promise<void> {
  await on.query('delete from stored_lines where owner_id = any($1)', [ownerIds])
}
