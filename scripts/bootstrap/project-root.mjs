import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder that holds package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
