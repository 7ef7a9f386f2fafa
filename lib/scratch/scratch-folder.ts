/** A folder of one piece of work, with a note of who uses it, so that the next worker can tell a leftover. */
export interface ScratchFolder {
  path: string
  remove(): Promise<void>
}

/** Makes a folder of its own below SCRATCH_DIR, after removing what killed workers left there. */
export async function makeScratchFolder(): Promise<ScratchFolder> {
  throw new Error('not written yet')
}

/** Removes the folders, and ends the servers, of workers that no longer live. To be called when a worker starts. */
export async function reapLeftovers(): Promise<string[]> {
  throw new Error('not written yet')
}
