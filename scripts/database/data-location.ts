import { spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Account, canEnter, serverAccount } from './server-account'

/** Where one installation's cluster lies, and who may read it. */
export interface DataLocation {
  dataDirectory: string
  account: Account | null
}

export interface Folders {
  /** ./data of the project. */
  data: string
  /** Used when the database's user may not enter `data` (a project below /root, say). */
  fallback: string
}

/**
 * Decides where the cluster lies: in ./data/postgres, or in the fallback folder when the account that
 * PostgreSQL needs may not enter ./data. The choice is written to ./data/location, so that a project
 * that is moved keeps its database.
 */
export async function locateData({ data, fallback }: Folders): Promise<DataLocation> {
  const inPlace = join(data, 'postgres')
  const recorded = await readFile(join(data, 'location'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
  if (recorded) {
    await refuseCopy(recorded, data)
    return { dataDirectory: recorded, account: serverAccount(recorded, { create: true }) }
  }
  const account = serverAccount(inPlace, { create: true })
  await mkdir(data, { recursive: true })
  // The account may pass through, to reach postgres/ (which is 0700), but not list.
  await chmod(data, account ? 0o711 : 0o700)
  if (canEnter(data, account)) return { dataDirectory: inPlace, account }
  const outside = join(fallback, 'postgres')
  await mkdir(fallback, { recursive: true, mode: 0o755 })
  await moveCluster(inPlace, outside)
  await writeFile(join(fallback, 'project'), `${dirname(data)}\n`)
  await writeFile(join(data, 'location'), `${outside}\n`)
  return { dataDirectory: outside, account: serverAccount(outside, { create: true }) }
}

/** Creates the folder that a new cluster is built in, owned by `account`. */
export async function createOwned(directory: string, account: Account | null): Promise<void> {
  await mkdir(directory, { mode: 0o700 })
  if (account) await chown(directory, account.uid, account.gid)
}

/** A copied project would share the database of its original. */
async function refuseCopy(recorded: string, data: string): Promise<void> {
  const projectFile = join(dirname(recorded), 'project')
  const original = await readFile(projectFile, 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
  if (original === null || original === dirname(data)) return
  const theirs = await readFile(join(original, 'data', 'location'), 'utf8').catch(() => '')
  if (theirs.trim() === recorded) {
    throw new Error(
      `This folder is a copy of ${original} and would use its database in ${recorded}. Delete ${data} to begin with an empty database here.`,
    )
  }
  await writeFile(projectFile, `${dirname(data)}\n`)
}

/** Moves a cluster that can no longer be reached where it is (the project came to lie below a closed folder). */
async function moveCluster(from: string, to: string): Promise<void> {
  const moving = `${to}.moving`
  if (await exists(from)) {
    await rm(moving, { recursive: true, force: true })
    // mv keeps owners and works across file systems; the source goes only when the copy is complete.
    const moved = spawnSync('mv', [from, moving], { encoding: 'utf8' })
    if (moved.status !== 0)
      throw new Error(`The database cannot be moved from ${from} to ${to}: ${moved.stderr.trim()}`)
  }
  if (await exists(moving)) await rename(moving, to)
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
