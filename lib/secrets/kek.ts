import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { Problem } from '@/lib/problem'

/** A key-encryption key: wraps data keys, never a secret itself. */
export interface Kek {
  /** First 16 hex digits of its SHA-256: names the key without telling it. */
  id: string
  key: Buffer
}

const keyBytes = 32

/**
 * Keys of the file, the current one first. One key per line, 32 bytes as base64 or hex; a second line
 * is an old key that can still be read while data keys are wrapped anew.
 * Throws Problem `unavailable` when the file is missing, readable by others, or holds no key.
 */
export async function readKeks(file: string): Promise<[Kek, ...Kek[]]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
    await refuseOpenFile(file)
  } catch (error) {
    if (error instanceof Problem) throw error
    const code = (error as NodeJS.ErrnoException).code ?? 'error'
    throw new Problem(
      'unavailable',
      `SECRETS_KEK_FILE: the key file ${file} cannot be read (${code}). Put the key of this installation back; without it the stored passwords cannot be opened.`,
    )
  }
  const [first, ...others] = parseKeks(text, file)
  if (!first) throw notAKey(file)
  return [first, ...others]
}

function parseKeks(text: string, file: string): Kek[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const key = /^[0-9a-f]{64}$/i.test(line) ? Buffer.from(line, 'hex') : Buffer.from(line, 'base64')
      if (key.length !== keyBytes) throw notAKey(file)
      return { id: createHash('sha256').update(key).digest('hex').slice(0, 16), key }
    })
}

async function refuseOpenFile(file: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(file)
  if ((mode & 0o077) === 0) return
  throw new Problem(
    'unavailable',
    `SECRETS_KEK_FILE: ${file} can be read by other users of this machine. Run: chmod 600 ${file}`,
  )
}

function notAKey(file: string): Problem {
  return new Problem(
    'unavailable',
    `SECRETS_KEK_FILE: ${file} holds no key. It needs 32 bytes as base64 on one line, for example from: openssl rand -base64 32`,
  )
}
