import { join } from 'node:path'
import { fallbackFolder } from '../database/installation-folder'
import { projectRoot } from '../project-root'

/** Where one installation keeps what is its own. */
export const folders = {
  data: join(projectRoot, 'data'),
  /** Apart from `data`, which is backed up: whoever has a backup must not have its key as well. */
  secrets: join(projectRoot, 'secrets'),
  logs: join(projectRoot, 'data', 'log'),
  get fallback() {
    return fallbackFolder()
  },
}
