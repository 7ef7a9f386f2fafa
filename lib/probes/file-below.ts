import { realpath, stat } from 'node:fs/promises'
import { sep } from 'node:path'

/** What is found where a path leads. `outside`: somewhere that is not below the root, through a link. */
export type FileBelow = 'there' | 'absent' | 'outside' | 'unreadable'

/** Whether a path below a root leads to a file below it, links followed. */
export async function fileBelow(root: string, path: string): Promise<FileBelow> {
  try {
    const [top, place] = await Promise.all([realpath(root), realpath(`${root}/${path}`)])
    if (!place.startsWith(top.endsWith(sep) ? top : top + sep)) return 'outside'
    return (await stat(place)).isFile() ? 'there' : 'absent'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' ? 'absent' : 'unreadable'
  }
}
