import { graceSeconds } from '@/lib/checks/default-check'
import { findCheckKind } from '@/lib/checks/kinds'
import { insertChecks } from '@/lib/checks/store'
import { inTransaction, sql, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Engine } from '@/lib/engine/engine'
import { claimDue, prepare, storeFinished } from '@/lib/engine/tick'
import type { Json } from '@/lib/json'
import { insertSystem, insertTarget } from '@/lib/systems/change-store'
import type { TargetKind } from '@/lib/systems/target-address'

export interface TestCheck {
  kind: string
  config?: Json
  intervalSeconds?: number
  timeoutMs?: number
  failAfter?: number
  okAfter?: number
}

export interface TestSystem {
  systemId: string
  targetId: string
  checkIds: string[]
}

export interface TestTarget {
  kind: TargetKind
  address: string
  config: Json
  secret?: string | null
}

/** Adds a system with one target and its checks, all due at once, with the defaults of their kinds. */
export async function addTestSystem(
  target: TestTarget & { isSelf?: boolean },
  checks: readonly TestCheck[],
): Promise<TestSystem> {
  const [systemId, targetId] = [newId(), newId()]
  const checkIds = await inTransaction(async (tx) => {
    const createdAt = await transactionNow(tx)
    await insertSystem(tx, {
      id: systemId,
      name: `system ${systemId}`,
      kind: 'other',
      environment: 'production',
      criticality: 'medium',
      ownerId: null,
      teamId: null,
      isSelf: target.isSelf ?? false,
      createdAt,
    })
    return insertWithChecks(tx, { targetId, systemId, createdAt }, target, checks)
  })
  return { systemId, targetId, checkIds }
}

/** Adds another target with its checks to a system. */
export async function addTestTarget(
  systemId: string,
  target: TestTarget,
  checks: readonly TestCheck[],
): Promise<TestSystem> {
  const targetId = newId()
  const checkIds = await inTransaction(async (tx) =>
    insertWithChecks(tx, { targetId, systemId, createdAt: await transactionNow(tx) }, target, checks),
  )
  return { systemId, targetId, checkIds }
}

async function insertWithChecks(
  tx: Transaction,
  { targetId, systemId, createdAt }: { targetId: string; systemId: string; createdAt: Date },
  { kind, address, config, secret = null }: TestTarget,
  checks: readonly TestCheck[],
): Promise<string[]> {
  await insertTarget(tx, { id: targetId, systemId, kind, address, config, secret, createdAt })
  return insertChecks(
    tx,
    checks.map((check) => withDefaults(check, systemId, targetId)),
  )
}

function withDefaults(check: TestCheck, systemId: string, targetId: string) {
  const definition = findCheckKind(check.kind)
  if (!definition) throw new Error(`no kind ${check.kind}`)
  const intervalSeconds = check.intervalSeconds ?? definition.intervalSeconds
  return {
    systemId,
    targetId,
    kind: check.kind,
    name: definition.title,
    config: check.config ?? {},
    intervalSeconds,
    graceSeconds: graceSeconds(intervalSeconds),
    timeoutMs: check.timeoutMs ?? definition.timeoutMs,
    failAfter: check.failAfter ?? definition.failAfter,
    okAfter: check.okAfter ?? 2,
    ownerId: null,
  }
}

/** A worker's engine inside the test; `workDue` drives it. */
export async function testEngine(concurrency = 100): Promise<Engine> {
  const engine = new Engine({ concurrency, leaseSeconds: 10 })
  await prepare(engine)
  return engine
}

/** Claims what is due, waits for it and stores it, until nothing is due. */
export async function workDue(engine: Engine): Promise<void> {
  do {
    await claimDue(engine)
    await engine.settled()
    await storeFinished(engine)
  } while (engine.hasBacklog)
}

/** The instant at which a check is due next. */
export async function nextDue(checkId: string): Promise<Date> {
  const { rows } = await sql().query<{ at: Date }>(
    'select next_due_at as at from check_schedule where check_id = $1',
    [checkId],
  )
  if (!rows[0]) throw new Error(`no schedule of ${checkId}`)
  return rows[0].at
}

/** Waits until `condition` gives something that is neither false nor null. Fails after `withinMs`. */
export async function until<T>(
  condition: () => Promise<T> | T,
  withinMs = 20_000,
  everyMs = 20,
): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs
  for (;;) {
    const value = await condition()
    if (value) return value
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
