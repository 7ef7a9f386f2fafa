import { fileURLToPath } from 'node:url'

/**
 * Folder that holds package.json. True for the source file and for a bundle, because bundles are
 * written one folder below the root as well (.build/).
 */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')
