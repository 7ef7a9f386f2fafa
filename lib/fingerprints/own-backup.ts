import type { Manifest } from '@/lib/backups/schema'
import type { DatabaseSnapshot } from './database-snapshot'

const noSums = 'A backup of the product holds counts and checksums of files, no fingerprints of rows.'

/**
 * What the manifest of the product's own backup says, in the shape of a snapshot: tables, columns and exact counts.
 * Compare it in the areas `ownBackupAreas`: of the rest it says nothing.
 */
export function ownBackupSnapshot(manifest: Manifest): DatabaseSnapshot {
  return {
    format: 1,
    engine: 'postgresql',
    serverVersion: manifest.serverVersion.split(' ')[0] ?? '',
    major: Number.parseInt(manifest.serverVersion, 10) || 0,
    database: 'wheeltapper',
    takenAt: manifest.createdAt,
    contentMethod: 'hashtextextended',
    tables: manifest.tables.map(({ name, columns, rows }) => ({
      name: `public.${name}`,
      kind: 'table',
      rows,
      content: null,
      columns: [...columns].sort(),
      key: [],
      unread: noSums,
    })),
    sequences: manifest.sequences.map(({ name, lastValue, isCalled }) => ({
      name: `public.${name}`,
      last: isCalled ? String(lastValue) : null,
      increment: '1',
      column: null,
      used: null,
      isBehind: null,
      unread: null,
    })),
    catalogue: [],
    unread: [],
  }
}

/** What can be compared with the product's own backup. */
export const ownBackupAreas = ['rows', 'sequences'] as const
