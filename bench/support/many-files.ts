import { once } from 'node:events'
import { forkEntry } from './fork-entry'

/** Files of one folder. */
export const filesPerFolder = 1_000

/** What the process that writes them is told. */
export interface ManyFilesOrder {
  files: number
}

/** A folder of many small files. */
export interface ManyFiles {
  root: string
  remove(): Promise<void>
}

/**
 * Writes so many small files, by a process of its own: what writing and removing them needs is not counted as memory of
 * what is measured. They are removed as well when this process dies.
 */
export async function writeManyFiles(files: number): Promise<ManyFiles> {
  const child = await forkEntry('bench/support/many-files-process.ts')
  const ended = once(child, 'exit') as Promise<[number | null]>
  const order: ManyFilesOrder = { files }
  child.send(order)
  const failed = ended.then(([code]): never => {
    throw new Error(`the process that writes the files ended with ${code}`)
  })
  const [{ root }] = await Promise.race([once(child, 'message') as Promise<[{ root: string }]>, failed])
  return {
    root,
    remove: async () => {
      child.disconnect()
      const [code] = await ended
      if (code !== 0) throw new Error(`the files in ${root} could not be removed: remove them by hand`)
    },
  }
}
