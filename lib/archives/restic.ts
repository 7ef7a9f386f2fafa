import { z } from 'zod'
import { findOnPath } from './programs'
import { runProgram } from './run-program'
import type { UnpackBudget } from './unpack'
import { outOfReach, unusable } from './unusable'

interface Wish {
  name: string
  signal: AbortSignal
  budget: UnpackBudget
  password?: string | null
}

const snapshots = z.array(z.looseObject({ id: z.string(), time: z.string() }))
const stats = z.looseObject({ total_size: z.number() })

/**
 * Restores the newest snapshot of a restic repository into a folder and says when it was made. Every piece is compared
 * with its sum on the way. The repository is only read: no lock is left in it, no cache is kept.
 */
export async function unpackRestic(repository: string, folder: string, wish: Wish): Promise<Date> {
  const program = findOnPath('restic')
  if (!program)
    throw outOfReach(
      wish.name,
      'it is a restic repository, and restic is not installed on the worker’s machine. Install it, e.g. apt-get install restic',
    )
  if (!wish.password)
    throw outOfReach(
      wish.name,
      'it is a restic repository, and the plan has no password for it. Add it to the plan.',
    )
  // It works in the folder: whoever cleans up after a killed worker finds and ends it there.
  const ask = (args: string[]) => restic(program, repository, args, { ...wish, folder })
  const all = snapshots.parse(JSON.parse(await ask(['snapshots', '--json'])))
  // An offset stands in each time: only as instants can they be compared.
  const newest = all.toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time))[0]
  if (!newest)
    throw unusable(wish.name, 'its restic repository holds no snapshot. Look at what should make them.')
  const { total_size: bytes } = stats.parse(
    JSON.parse(await ask(['stats', newest.id, '--json', '--mode', 'restore-size'])),
  )
  wish.budget.take(bytes)
  await ask(['restore', newest.id, '--target', folder])
  return new Date(newest.time)
}

async function restic(
  program: string,
  repository: string,
  args: string[],
  wish: Wish & { folder: string },
): Promise<string> {
  const output: Buffer[] = []
  let size = 0
  const end = await runProgram({
    program,
    args: ['--repo', repository, '--no-lock', '--no-cache', ...args],
    environment: { RESTIC_PASSWORD: wish.password ?? '', HOME: '/nonexistent', PATH: '/usr/bin:/bin' },
    folder: wish.folder,
    signal: wish.signal,
    onOutput: (chunk) => {
      size += chunk.length
      if (size < 64 * 1024 ** 2) output.push(chunk)
    },
  })
  if (end.code === 0) return Buffer.concat(output).toString('utf8')
  const complaint = end.complaint.split('\n').filter(Boolean).at(-1) ?? `exit ${end.code ?? end.signal}`
  if (end.code === 12 || /wrong password/i.test(end.complaint))
    throw outOfReach(
      wish.name,
      'the password of the plan does not open its restic repository. Correct it in the plan.',
    )
  throw unusable(
    wish.name,
    `restic ${args[0]} failed: ${complaint.slice(0, 300)}. Run \`restic check --read-data\` on it.`,
  )
}
