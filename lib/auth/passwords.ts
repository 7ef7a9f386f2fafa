import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '@/lib/problem'

// argon2id with 19 MiB, 2 passes, 1 lane: the first recommendation of the OWASP password storage cheat sheet.
// 2 is argon2id in the library's enum, which is ambient and cannot be imported with isolated modules.
const parameters = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const

// Each one costs about 20 ms of a core and 19 MiB: more than two at once would let anybody drown the product.
const atOnce = 2
const longestQueue = 20

let running = 0
const waiting: (() => void)[] = []

/** Hash of a new password, in PHC format with its parameters. */
export const hashPassword = (password: string) => inTurn(() => hash(normal(password), parameters))

/** Whether this is the password. Without a stored hash it does the same work and answers no. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await decoy())
  const matches = await inTurn(() => verify(against, normal(password)).catch(() => false))
  return stored !== null && matches
}

// The same characters typed on another keyboard are the same password (NIST SP 800-63B, 3.1.1.2).
const normal = (password: string) => password.normalize('NFKC')

let decoyHash: Promise<string> | undefined

function decoy(): Promise<string> {
  decoyHash ??= hash(randomBytes(24).toString('base64url'), parameters)
  return decoyHash
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= longestQueue) {
      throw new Problem('unavailable', 'Many people are signing in right now. Try again in a few seconds.')
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
