import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root'

/** The folders among `names` that the project has. */
export function existing(names: readonly string[]): string[] {
  return names.filter((name) => existsSync(join(projectRoot, name)))
}
