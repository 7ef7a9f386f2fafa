import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root'

/** Where binaries and data go when the database's user may not enter this project's folder: one place per folder. */
export function fallbackFolder(): string {
  const id = createHash('sha256').update(realpathSync(projectRoot)).digest('hex').slice(0, 12)
  return join('/var/lib/wheeltapper', id)
}
