import { join, resolve } from 'node:path'
import { fallbackFolder } from '../database/installation-folder'
import { projectRoot } from '../project-root'

const data = resolve(process.env.DATA_DIRECTORY || join(projectRoot, 'data'))

/** Where one installation keeps what is its own. */
export const folders = {
  data,
  /** Apart from `data`, which is backed up: whoever has a backup must not have its key as well. */
  secrets: resolve(process.env.SECRETS_DIRECTORY || join(projectRoot, 'secrets')),
  logs: join(data, 'log'),
  /** For the database, when its user may not enter `data`. */
  fallback: fallbackFolder(data),
}
