import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256 } from './describe-draft'

// Files of evidence in a directory, by their hash: two levels, so that no folder grows without limit.

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

function pathOf(directory: string, hash: string): string {
  if (!isHash(hash)) throw new Error('a file of evidence is named by its SHA-256')
  return join(directory, hash.slice(0, 2), hash)
}

/** Writes a file under its hash; complete or not at all, readable by this account alone. One that is there and whole stays. */
export async function writeEvidenceFile(directory: string, content: Uint8Array): Promise<string> {
  const hash = sha256(content)
  const file = pathOf(directory, hash)
  if (await isWhole(file, hash)) return hash
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.partial`
  try {
    const handle = await open(unfinished, 'wx', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return hash
}

/** Reads a file by its hash; null when it is not there. Whether it is still what it was is for the caller to compare. */
export async function readEvidenceFile(directory: string, hash: string): Promise<Uint8Array | null> {
  try {
    return await readFile(pathOf(directory, hash))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function isWhole(file: string, hash: string): Promise<boolean> {
  const exists = await stat(file).catch(() => null)
  return exists !== null && sha256(await readFile(file)) === hash
}
