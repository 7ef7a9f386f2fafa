import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const BYTES = 32

/**
 * Reads a secret that this installation generated for itself, making it on first use: 32 random bytes
 * as hexadecimal, readable by the owner alone. Two processes that ask at once get the same one.
 */
export async function secretFile(folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  const existing = await read(file)
  if (existing) return existing
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(unfinished, `${randomBytes(BYTES).toString('hex')}\n`, { mode: 0o600, flush: true })
  // link() never replaces: the first one wins, and the file is complete from the moment it has its name.
  await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(unfinished)
  const written = await read(file)
  if (written) return written
  throw new Error(
    `${file} is empty. Restore it from your backup of ./secrets, or delete it to have a new one generated.`,
  )
}

async function read(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim() || null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
