import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Archive } from './archive'
import { type DumpToc, readToc, TocCut, TocUnknown } from './dump-toc'
import { unusable } from './unusable'

/** A table of contents larger than this belongs to no database that is restored here. */
const mostTocBytes = 128 * 1024 ** 2
const tarHeaderBytes = 512

/** Where the table of contents of a dump begins. */
type Place = Pick<Archive, 'format' | 'path' | 'name'>

/** Reads the table of contents of a custom, directory or tar dump, without any program. Throws Problem. */
export async function readDumpToc({ format, path, name }: Place): Promise<DumpToc> {
  const file = format === 'postgres-directory' ? join(path, 'toc.dat') : path
  const offset = format === 'postgres-tar' ? tarHeaderBytes : 0
  const handle = await open(file, 'r')
  try {
    return await readGrowing(handle, offset)
  } catch (error) {
    if (error instanceof TocUnknown) throw unusable(name, `${error.message}.`)
    if (error instanceof TocCut)
      throw unusable(name, 'it breaks off inside its table of contents. Use an older backup.')
    throw error
  } finally {
    await handle.close()
  }
}

/** Most tables of contents are short: more is read only when the bytes do not suffice. */
async function readGrowing(handle: FileHandle, offset: number): Promise<DumpToc> {
  const { size } = await handle.stat()
  for (let wanted = 262_144; ; wanted *= 4) {
    const bytes = Buffer.alloc(Math.min(wanted, Math.max(0, size - offset), mostTocBytes))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset)
    try {
      return readToc(bytes.subarray(0, bytesRead))
    } catch (error) {
      const isAll = offset + bytesRead >= size || bytesRead >= mostTocBytes
      if (!(error instanceof TocCut) || isAll) throw error
    }
  }
}
