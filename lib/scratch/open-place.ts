import { join } from 'node:path'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { ResolveName } from '@/lib/egress/resolve-name'
import { Problem } from '@/lib/problem'
import { targetConfigs } from '@/lib/systems/target-address'
import { embeddedPlace } from './embedded-place'
import { copyPhysical, type PhysicalWish } from './physical-copy'
import { endProcessesIn } from './process-table'
import { scratchDatabase } from './scratch-database'
import { makeScratchFolder } from './scratch-folder'
import type { ScratchPlace } from './scratch-place'
import type { ScratchLimits, StartScratchServer } from './scratch-server'
import { freeAt, inGigabytes, reserveBytes } from './watch-limits'

/** What both kinds of places need. */
export interface PlaceWish {
  signal: AbortSignal
  limits: ScratchLimits
  /** Bytes that the restore is expected to need: refused before anything begins where there is less room. */
  estimatedBytes: number
  log: (line: string) => void
  /** A copy of a whole server (pgBackRest), which is started itself. */
  physical?: PhysicalWish | null
  /** Where scratch folders lie; SCRATCH_DIRECTORY unless a test says otherwise. */
  root?: string
}

/** A throw-away server of this installation. Throws Problem `conflict` when there is no room or it does not start. */
export async function openEmbeddedPlace(start: StartScratchServer, wish: PlaceWish): Promise<ScratchPlace> {
  const since = performance.now()
  const folder = await makeScratchFolder(wish.root)
  // A copy may replay its log for hours before it takes connections, and hears no signal meanwhile.
  const stop = () => void endProcessesIn(folder.path)
  wish.signal.addEventListener('abort', stop, { once: true })
  try {
    await checkRoom(folder.path, wish)
    const copied = wish.physical ? await copyPhysical(wish.physical, folder.path, wish) : null
    const server = await start({
      folder: join(folder.path, 'p'),
      memoryBytes: wish.limits.memoryBytes,
      ...(copied ? { physical: copied } : {}),
    }).catch((error: unknown) => {
      wish.signal.throwIfAborted()
      const fault = error instanceof Error ? error.message : String(error)
      // A copy that does not start is a bad backup; an empty server that does not start is a bad machine.
      if (copied)
        throw new Problem('invalid', `The copy of the server could not be started: ${fault.slice(0, 500)}`)
      throw new Problem('conflict', `No throw-away PostgreSQL could be started: ${fault.slice(0, 500)}`)
    })
    return await embeddedPlace(server, folder, wish, since)
  } catch (error) {
    await folder.remove()
    throw error
  } finally {
    wish.signal.removeEventListener('abort', stop)
  }
}

/** Refuses before anything begins where there is less room than a restore is expected to need. */
async function checkRoom(folder: string, { estimatedBytes, limits }: PlaceWish): Promise<void> {
  if (estimatedBytes > limits.diskBytes)
    throw new Problem(
      'conflict',
      `The restore is expected to need about ${inGigabytes(estimatedBytes)} of disk, and this plan allows ${inGigabytes(limits.diskBytes)}. Nothing was begun. Raise the limit of the plan, or use a scratch database.`,
    )
  const free = (await freeAt(folder)) - reserveBytes
  if (estimatedBytes > free)
    throw new Problem(
      'conflict',
      `The restore is expected to need about ${inGigabytes(estimatedBytes)} of disk, and ${inGigabytes(Math.max(0, free))} are free at ${folder}. Nothing was begun. Free some, or let SCRATCH_DIRECTORY name a folder on a larger volume.`,
    )
}

/**
 * A database that somebody gives by its address (DSN). Throws Problem `invalid` when it is not empty or does not carry
 * the comment "wheeltapper: scratch", ProbeError when it cannot be reached.
 */
export async function openScratchDatabase(
  dsn: string,
  wish: PlaceWish & { egress: EgressPolicy; resolve?: ResolveName },
): Promise<ScratchPlace> {
  const url = URL.parse(dsn)
  const sslmode = url?.searchParams.get('sslmode') ?? 'prefer'
  const config = targetConfigs.postgres.safeParse({
    host: url?.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url?.port || 5432),
    database: decodeURIComponent(url?.pathname.slice(1) ?? ''),
    user: decodeURIComponent(url?.username ?? ''),
    tls: sslmode === 'allow' ? 'prefer' : sslmode === 'verify-ca' ? 'verify-full' : sslmode,
  })
  if (!config.success)
    throw new Problem(
      'invalid',
      'The address of the scratch database is not complete. Example: postgresql://scratch:password@db.example.com:5432/scratch',
    )
  const folder = await makeScratchFolder(wish.root)
  try {
    return await scratchDatabase(
      { config: config.data, password: url?.password ? decodeURIComponent(url.password) : null },
      folder,
      wish,
    )
  } catch (error) {
    await folder.remove()
    throw error
  }
}
