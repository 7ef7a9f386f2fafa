import { hostname } from 'node:os'
import { newId } from '@/lib/db/new-id'
import { currentEgressPolicy } from '@/lib/egress/current-policy'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { Claim } from './claim'
import { Lateness } from './lateness'
import { RememberedChecks } from './remembered-checks'
import { type FinishedRun, runCheck } from './run-check'
import type { WorkerStatistics } from './worker-store'

/** How one worker works. */
export interface EngineOptions {
  /** Checks that run at the same time. */
  concurrency: number
  /** Seconds without a heartbeat after which other workers take over; also the lease beyond a timeout. */
  leaseSeconds: number
}

/** Finished runs are stored at the latest when there are this many. */
const flushAtRuns = 500
/** How long a change of the egress policy may take to reach the worker, in milliseconds. */
const policyAgeMs = 1_000

/** One worker's memory: what runs, what is finished but not stored yet, what it remembers of its checks. */
export class Engine {
  readonly id = newId()
  readonly host = hostname()
  readonly remembered = new RememberedChecks()
  /** Aborted when the worker has to stop. */
  readonly stop = new AbortController()
  /** More checks are due than the last claim could take. */
  hasBacklog = false
  /** Partitions and the own system are there. */
  isPrepared = false
  /** After an error, leases may be held for runs that never started. */
  mayHoldOrphans = false
  readonly #lateness = new Lateness(performance.now())
  readonly #counters = { claimed: 0, stored: 0, refused: 0, missed: 0 }
  readonly #running = new Map<string, { controller: AbortController; work: Promise<void> }>()
  #finished: FinishedRun[] = []
  #policy: { policy: EgressPolicy; at: number } | null = null
  #wake: (() => void) | null = null

  constructor(readonly options: EngineOptions) {}

  get free(): number {
    return this.stop.signal.aborted ? 0 : this.options.concurrency - this.#running.size
  }

  /** Enough room that a claim is worth its statement. */
  get hasRoom(): boolean {
    return this.free >= (this.hasBacklog ? Math.ceil(this.options.concurrency / 2) : 1)
  }

  /** Ids of checks that this worker holds and has not given back. */
  get heldIds(): string[] {
    return [...this.#running.keys(), ...this.#finished.map(({ claim }) => claim.check.id)]
  }

  get statistics(): WorkerStatistics {
    return {
      ...this.#counters,
      running: this.#running.size,
      worstLatenessSeconds: this.#lateness.worst(performance.now()),
    }
  }

  async egress(): Promise<EgressPolicy> {
    if (!this.#policy || performance.now() - this.#policy.at > policyAgeMs) {
      this.#policy = { policy: await currentEgressPolicy(), at: performance.now() }
    }
    return this.#policy.policy
  }

  /** Begins to execute a claim; its result waits for the next flush. */
  start(claim: Claim, egress: EgressPolicy): void {
    const { id } = claim.check
    this.#counters.claimed += 1
    this.#counters.missed += claim.slot.missed
    this.#lateness.record(
      (claim.claimedAt.getTime() - claim.slot.scheduledFor.getTime()) / 1000,
      performance.now(),
    )
    const controller = new AbortController()
    const work = runCheck(claim, { egress, controller }).then((finished) => {
      // A run that the worker's end cut off says nothing about its target: its slot stays due.
      if (this.#running.delete(id)) this.#finished.push(finished)
      const worthWaking = this.hasBacklog && this.hasRoom
      if (worthWaking || this.#finished.length >= flushAtRuns || this.stop.signal.aborted) this.wake()
    })
    this.#running.set(id, { controller, work })
  }

  /** Resolves when nothing runs any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ work }) => work))
  }

  /** Ends what still runs; nothing of it is stored. */
  abandon(): void {
    const running = [...this.#running.values()]
    this.#running.clear()
    for (const { controller } of running) controller.abort()
  }

  takeFinished(): FinishedRun[] {
    const finished = this.#finished
    this.#finished = []
    return finished
  }

  /** They could not be stored now: the next flush tries again. */
  putBack(runs: readonly FinishedRun[]): void {
    this.#finished = [...runs, ...this.#finished]
  }

  count(stored: number, refused: number): void {
    this.#counters.stored += stored
    this.#counters.refused += refused
  }

  /** Waits until something is worth doing, at most `ms` milliseconds. */
  rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake(), ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  wake(): void {
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }
}
