import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project-root.mjs'

/** Takes settings from .env in the project's root, if there is one; what the environment says already wins. */
export function loadSettings() {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}
