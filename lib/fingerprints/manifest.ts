import { z } from 'zod'
import { type DatabaseSnapshot, databaseSnapshotSchema } from './database-snapshot'

/** What lies beside a backup and says what was in the database when it was made. */
export const manifestSchema = z.strictObject({
  manifest: z.literal('wheeltapper-database'),
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  snapshot: databaseSnapshotSchema,
})
export type BackupManifest = z.infer<typeof manifestSchema>

/** Name of the manifest of a backup: "orders.dump" has "orders.dump.manifest.json". */
export function manifestName(backup: string): string {
  return `${backup}.manifest.json`
}

/** The text of a manifest file: it ends with a checksum of itself. */
export function writeManifest(_snapshot: DatabaseSnapshot): string {
  throw new Error('not written yet')
}

/**
 * Reads a manifest file. Throws Problem `invalid` with a sentence: cut off, changed after it was written, of another
 * version, no manifest at all.
 */
export function readManifest(_text: string): BackupManifest {
  throw new Error('not written yet')
}
