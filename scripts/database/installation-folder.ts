import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { projectRoot } from '../project-root'

/** Where binaries and data go when the database's user may not enter the folder they belong in: one place per folder. */
export function fallbackFolder(folder = projectRoot): string {
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  return join('/var/lib/wheeltapper', id)
}
