import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder that holds package.json: found upwards, because this file also runs as part of a bundle in .build/. */
export const root = findUpwards(dirname(fileURLToPath(import.meta.url)))

/** @param {string} folder @returns {string} */
function findUpwards(folder) {
  if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder
  return findUpwards(dirname(folder))
}
