import type { Archive, ArchiveFormat, ArchiveLayer } from '@/lib/archives/archive'

const formats: Readonly<Record<ArchiveFormat, string>> = {
  'postgres-custom': 'PostgreSQL dump (custom)',
  'postgres-directory': 'PostgreSQL dump (directory)',
  'postgres-tar': 'PostgreSQL dump (tar)',
  'postgres-plain': 'PostgreSQL dump (plain SQL)',
  sqlite: 'SQLite database',
  wheeltapper: 'Backup of Wheeltapper',
  pgbackrest: 'pgBackRest repository',
}

const layers: Readonly<Record<ArchiveLayer, string>> = {
  gzip: 'gzip',
  zstd: 'zstd',
  tar: 'tar',
  folder: 'a folder',
  restic: 'a restic repository',
}

/** "PostgreSQL dump (plain SQL) in gzip" */
export function formatWords(archive: Pick<Archive, 'format' | 'layers'>): string {
  const inner = formats[archive.format]
  return [inner, ...[...archive.layers].reverse().map((layer) => layers[layer])].join(' in ')
}
