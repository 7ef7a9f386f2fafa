import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

/** Who PostgreSQL runs as when this process is root, which PostgreSQL refuses to run as. */
export interface Account {
  uid: number
  gid: number
  name: string
}

/**
 * The account for a data directory: its owner when it exists already, else `wheeltapper` (created on
 * request), else an existing `postgres` or `nobody`. Null when this process is not root: then it is the
 * account that PostgreSQL runs as.
 */
export function serverAccount(dataDirectory: string, { create }: { create: boolean }): Account | null {
  if (process.getuid?.() !== 0) return null
  const owner = ownerOf(dataDirectory)
  if (owner && owner.uid !== 0) return owner
  const account =
    lookUp('wheeltapper') ?? (create ? createAccount() : null) ?? lookUp('postgres') ?? lookUp('nobody')
  if (account) return account
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no unprivileged user to run it. Start as another user, or add one: useradd --system wheeltapper',
  )
}

/** Whether `account` (null: this process) may enter the folder of `program` and run it. */
export function canExecute(program: string, account: Account | null): boolean {
  return spawnSync(program, ['--version'], { ...identity(account), cwd: '/', stdio: 'ignore' }).status === 0
}

/** Whether `account` may enter `directory`, and every folder above it. */
export function canEnter(directory: string, account: Account | null): boolean {
  if (!account) return true
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { ...identity(account), cwd: '/', stdio: 'ignore' })
      .status === 0
  )
}

/** Options for child_process that switch to `account`. */
export function identity(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

function ownerOf(path: string): Account | null {
  try {
    const { uid, gid } = statSync(path)
    return { uid, gid, name: String(uid) }
  } catch {
    return null
  }
}

function lookUp(name: string): Account | null {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
  if (uid.status !== 0 || gid.status !== 0) return null
  return { uid: Number(uid.stdout), gid: Number(gid.stdout), name }
}

function createAccount(): Account | null {
  const options = [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/var/lib/wheeltapper',
    '--shell',
    '/usr/sbin/nologin',
  ]
  spawnSync('useradd', [...options, 'wheeltapper'], { stdio: 'ignore' })
  return lookUp('wheeltapper')
}
