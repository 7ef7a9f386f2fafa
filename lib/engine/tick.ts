import { installShippedChecklists } from '@/lib/checklists/install-shipped'
import { log } from '@/lib/log'
import { ensureSelfSystem } from '@/lib/trials/self-system'
import { claimDueChecks, releaseLeases } from './claim-store'
import { ensureDuties } from './duties/duty-store'
import { createPartitions } from './duties/partitions'
import { beginRollUps } from './duties/roll-up'
import { duties } from './duties/run-due-duty'
import type { Engine } from './engine'
import type { RunToStore } from './finish-store'
import { flushOneByOne, flushRuns, isDataError } from './flush'
import type { FinishedRun } from './run-check'

/** Milliseconds between two looks for due checks, and at most between two flushes. */
const pollMs = 250

/**
 * One turn of the worker: claim what is due, start it, and meanwhile store what has finished. Probing goes
 * on while this waits for the database, and a slow target holds up nobody. Throws when the database is not
 * there; nothing is lost then, and the next turn goes on where this one stopped.
 */
export async function tick(engine: Engine): Promise<void> {
  if (!engine.isPrepared) {
    await prepare(engine)
    await installChecklists()
  }
  if (engine.mayHoldOrphans) await giveBackOrphans(engine)
  if (engine.hasRoom) await claimDue(engine)
  await engine.rest(pollMs)
  await storeFinished(engine)
}

/** Takes due checks, as many as there is room for, and begins to execute them. */
export async function claimDue(engine: Engine): Promise<void> {
  const limit = engine.free
  const slots = await claimDueChecks({
    workerId: engine.id,
    limit,
    leaseSeconds: engine.options.leaseSeconds,
  })
  engine.hasBacklog = slots.length === limit
  if (slots.length === 0) return
  const egress = await engine.egress()
  for (const each of await engine.remembered.complete(slots)) engine.start(each, egress)
}

/** Stores what has finished: runs, states, findings, in one transaction. */
export async function storeFinished(engine: Engine): Promise<void> {
  const runs = engine.takeFinished()
  if (runs.length === 0) return
  try {
    const stored = await store(runs, engine.id)
    for (const run of stored) engine.remembered.store(run.claim, run.state)
    engine.count(stored.length, runs.length - stored.length)
  } catch (error) {
    engine.putBack(runs)
    throw error
  }
}

function store(runs: readonly FinishedRun[], workerId: string): Promise<RunToStore[]> {
  return flushRuns(runs, workerId).catch((error: unknown) => {
    if (isDataError(error)) return flushOneByOne(runs, workerId)
    throw error
  })
}

/** Before the first insert: partitions for it, and the installation's own system. */
export async function prepare(engine: Engine): Promise<void> {
  await createPartitions()
  await ensureDuties(duties.map(({ name }) => name))
  await beginRollUps()
  engine.isPrepared = true
  await ensureSelfSystem().catch((error: unknown) =>
    log.error({ error: String(error) }, 'own system not completed'),
  )
}

/** What this release ships, once per start: the worker goes on without it. */
async function installChecklists(): Promise<void> {
  const outcomes = await installShippedChecklists().catch((error: unknown) => {
    log.error({ error: String(error) }, 'shipped checklists not installed')
    return new Map()
  })
  const news = [...outcomes].filter(([, outcome]) => outcome !== 'unchanged' && outcome !== 'left alone')
  if (news.length > 0) log.info(Object.fromEntries(news), 'shipped checklists')
}

/** After an error between claim and start: what is held but does not run is due again at once. */
async function giveBackOrphans(engine: Engine): Promise<void> {
  await releaseLeases(engine.id, engine.heldIds)
  engine.mayHoldOrphans = false
}
