import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '@/lib/audit/canonical-json'
import { Problem } from '@/lib/problem'
import { type DatabaseSnapshot, databaseSnapshotSchema } from './database-snapshot'

/** What lies beside a backup and says what was in the database when it was made. */
export const manifestSchema = z.strictObject({
  manifest: z.literal('wheeltapper-database'),
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  snapshot: databaseSnapshotSchema,
  /** Of `snapshot`, so that a change by hand shows. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type BackupManifest = z.infer<typeof manifestSchema>

/** Characters of a manifest that are read: 100,000 tables with all that belongs to them. */
export const manifestLimit = 256 * 1024 ** 2

/** Name of the manifest of a backup: "orders.dump" has "orders.dump.manifest.json". */
export function manifestName(backup: string): string {
  return `${backup}.manifest.json`
}

/** The text of a manifest file; its last line is a checksum of what it says. */
export function writeManifest(snapshot: DatabaseSnapshot): string {
  const manifest: BackupManifest = {
    manifest: 'wheeltapper-database',
    format: 1,
    madeAt: snapshot.takenAt,
    snapshot,
    sha256: sum(snapshot),
  }
  return `${JSON.stringify(manifest, null, 1)}\n`
}

/**
 * Reads a manifest file. Throws Problem `invalid` with a sentence: cut off, changed after it was written, of another
 * version, no manifest at all.
 */
export function readManifest(text: string): BackupManifest {
  if (text.length > manifestLimit) throw refused('it is longer than 256 MB')
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || !('manifest' in value))
    throw refused('it is no manifest of Wheeltapper')
  if ('format' in value && value.format !== 1)
    throw refused(`it has format ${String(value.format)}, and this version reads format 1`)
  const manifest = manifestSchema.safeParse(value)
  if (!manifest.success) {
    const [issue] = manifest.error.issues
    throw refused(`${issue?.path.join('.') || 'it'} is not as it should be (${issue?.message})`)
  }
  if (sum(manifest.data.snapshot) !== manifest.data.sha256)
    throw refused('it was changed after it was written: its checksum is of another content')
  return manifest.data
}

const sum = (snapshot: DatabaseSnapshot) => createHash('sha256').update(canonicalJson(snapshot)).digest('hex')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refused(text.trim() === '' ? 'it is empty' : 'it is cut off, or no JSON')
  }
}

function refused(why: string): Problem {
  return new Problem(
    'invalid',
    `The manifest cannot be used: ${why}. Make it anew with the next backup: npm run -s manifest -- postgres://… --out orders.dump.manifest.json`,
  )
}
