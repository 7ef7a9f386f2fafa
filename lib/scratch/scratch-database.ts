import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { resolveAllowed } from '@/lib/egress/resolve-allowed'
import type { ResolveName } from '@/lib/egress/resolve-name'
import { capital } from '@/lib/format/sentences'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import { Problem } from '@/lib/problem'
import type { ResolvedTarget, TargetConfig } from '@/lib/systems/target-address'
import type { ScratchPlace } from './scratch-place'
import type { ScratchLimits } from './scratch-server'
import {
  emptyScratch,
  lockScratch,
  markerSchema,
  markScratch,
  prepareScratch,
  type ScratchSight,
  scratchComment,
  seeScratch,
} from './scratch-store'
import { watchLimits } from './watch-limits'

interface Wish {
  signal: AbortSignal
  limits: ScratchLimits
  egress: EgressPolicy
  resolve?: ResolveName
  log: (line: string) => void
}

interface Address {
  config: TargetConfig<'postgres'>
  password: string | null
}

/** Uses a database that somebody gave: proven to be a scratch one and empty, locked, marked, emptied afterwards. */
export async function scratchDatabase(
  { config, password }: Address,
  folder: { path: string; remove(): Promise<void> },
  wish: Wish,
): Promise<ScratchPlace> {
  const since = performance.now()
  const target: ResolvedTarget = { kind: 'postgres', address: '', config, secret: password }
  const guard = { egress: wish.egress, ...(wish.resolve ? { resolve: wish.resolve } : {}) }
  const name = `the scratch database ${config.database} on ${config.host}:${config.port}`
  const files = join(folder.path, 'f')
  await mkdir(files, { mode: 0o700 })
  const watch = watchLimits(folder.path, wish.limits, wish.signal)
  const begin = async () => {
    const found = await resolveAllowed(config.host, config.port, wish.egress, watch.signal, wish.resolve)
    return { found, keeper: await keepSession(target, { ...guard, signal: watch.signal }, name, wish.log) }
  }
  const { found, keeper } = await begin().catch((error) => {
    watch.stop()
    throw error
  })
  const [address] = found
  const extensions = new Set(keeper.sight.extensions)
  const withClient: ScratchPlace['withClient'] = (work) =>
    withPostgresClient(target, { ...guard, signal: watch.signal }, async (client) => {
      await client.query('set default_transaction_read_only = off')
      return work(client)
    })
  return {
    kind: 'scratch-database',
    name,
    serverVersion: keeper.sight.version,
    availableExtensions: extensions,
    ownSchemas: [markerSchema],
    folder: files,
    signal: watch.signal,
    environment: {
      PGHOST: config.host,
      // Pinned to what the egress guard allowed: the name is not asked for a second time.
      ...(address ? { PGHOSTADDR: address.address } : {}),
      PGPORT: String(config.port),
      PGUSER: config.user,
      PGDATABASE: config.database,
      PGPASSWORD: password ?? '',
      PGSSLMODE: config.tls,
      ...(config.tls === 'verify-full' ? { PGSSLROOTCERT: 'system' } : {}),
      PGCONNECT_TIMEOUT: '15',
    },
    dsn: `postgresql://${encodeURIComponent(config.user)}:${encodeURIComponent(password ?? '')}@${hostInUrl(config.host)}:${config.port}/${encodeURIComponent(config.database)}?sslmode=${config.tls}`,
    account: null,
    withClient,
    prepare: (wanted) => withClient((client) => prepareScratch(client, wanted, extensions)),
    openedInMs: performance.now() - since,
    peakBytes: () => null,
    release: async () => {
      watch.stop()
      await keeper.end()
      // The signal of the run may have rung: cleaning up has its own time.
      const stays = await empty(target, guard, name)
      await folder.remove()
      return stays
    },
  }
}

const hostInUrl = (host: string) => (host.includes(':') ? `[${host}]` : host)

interface Keeper {
  sight: ScratchSight
  end(): Promise<void>
}

/** Holds the lock in a session of its own until the drill is over. */
async function keepSession(
  target: ResolvedTarget,
  session: Parameters<typeof withPostgresClient>[1],
  name: string,
  log: (line: string) => void,
): Promise<Keeper> {
  const over = Promise.withResolvers<void>()
  const ready = Promise.withResolvers<ScratchSight>()
  const whole = withPostgresClient(target, session, async (client) => {
    ready.resolve(await take(client, name, log))
    await over.promise
  })
  whole.catch(ready.reject)
  const sight = await ready.promise
  return {
    sight,
    async end() {
      over.resolve()
      await whole.catch(() => {})
    },
  }
}

async function take(client: pg.Client, name: string, log: (line: string) => void): Promise<ScratchSight> {
  const first = await seeScratch(client)
  refuseUnfit(first, name)
  if (!(await lockScratch(client)))
    throw new Problem('conflict', `Another drill uses ${name} now. Try again when it has ended.`)
  let sight = await seeScratch(client)
  if (sight.isLeftover) {
    log(`A drill that was killed left things in ${name}: they are removed first.`)
    await emptyScratch(client)
    sight = await seeScratch(client)
  }
  if (sight.contents.length > 0)
    throw new Problem(
      'invalid',
      `${capital(name)} is not empty (${sight.contents.slice(0, 3).join(', ')}${sight.contents.length > 3 ? ' …' : ''}), so nothing was restored into it. Empty it, or give a database that is for nothing else: create database scratch.`,
    )
  await markScratch(client)
  return sight
}

function refuseUnfit(sight: ScratchSight, name: string): void {
  if (!sight.isScratch)
    throw new Problem(
      'invalid',
      `${capital(name)} is not marked as one, so nothing was restored into it. If everything in it may be lost, say so there: comment on database ${sight.database} is '${scratchComment}'`,
    )
  if (sight.tooMighty)
    throw new Problem(
      'invalid',
      `The role for ${name} ${sight.tooMighty}, and a dump could use that. Give it one that owns the database and nothing else: create role scratch login password '…'; alter database ${sight.database} owner to scratch`,
    )
  if (!sight.canCreate)
    throw new Problem(
      'invalid',
      `The role for ${name} may create nothing there. Let it own the database: alter database ${sight.database} owner to scratch`,
    )
}

/** The own session that held the lock may take a moment to be gone. */
const lockWaitMs = 5_000

/** False: another drill has taken the database meanwhile, and has removed what was left in it. */
async function lockAgain(client: pg.Client): Promise<boolean> {
  const until = performance.now() + lockWaitMs
  while (!(await lockScratch(client))) {
    if (performance.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}

/** Under the lock: what stands in it is ours only as long as no other drill has begun there. */
async function empty(
  target: ResolvedTarget,
  guard: { egress: EgressPolicy; resolve?: ResolveName },
  name: string,
): Promise<string | null> {
  try {
    await withPostgresClient(target, { ...guard, signal: AbortSignal.timeout(120_000) }, async (client) => {
      if (!(await lockAgain(client))) return
      // A program that was ended may hold its session for a moment.
      await client.query('set lock_timeout = 30000')
      await emptyScratch(client)
    })
    return null
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    return `${capital(name)} could not be emptied (${fault}). The next drill tries again before it begins.`
  }
}
