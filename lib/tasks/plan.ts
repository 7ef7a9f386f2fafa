import { inTransaction, type Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { log } from '@/lib/log'
import { type Plan, plannedAheadDays, planOccurrences } from './plan-occurrences'
import {
  dropFuturePlan,
  endLastPeriodAt,
  insertOccurrences,
  lastPeriodStart,
  linkFollowers,
  lockPlannable,
  type PlannableTask,
  storePlans,
  systemsToPlan,
} from './plan-store'
import { inWindow, schedule } from './schedule-schema'
import { nextSlot, type Timetable } from './slots'

/** Systems whose tasks are planned in one transaction: a few thousand rows at most. */
const systemsAtOnce = 5

/** Rounds of one call; whoever was away for longer than that goes on a minute later. */
const longestRounds = 50

const firstId = '00000000-0000-0000-0000-000000000000'

/** Plans what any task still lacks up to two months ahead, system by system. Returns how many occurrences are new. */
export async function planDueTasks(): Promise<number> {
  let total = 0
  for (let round = 0; round < longestRounds; round += 1) {
    const made = await planRound()
    total += made
    if (made === 0) break
  }
  return total
}

async function planRound(): Promise<number> {
  let made = 0
  for (let after: string | undefined = firstId; after !== undefined; ) {
    const step = await planStep(after)
    made += step.made
    after = step.lastId
  }
  return made
}

async function planStep(afterId: string): Promise<{ made: number; lastId: string | undefined }> {
  return inTransaction(async (tx) => {
    const now = await transactionNow(tx)
    const until = new Date(now.getTime() + plannedAheadDays * 86_400_000)
    const systemIds = await systemsToPlan(tx, until, afterId, systemsAtOnce)
    const made = await planTasks(tx, await lockPlannable(tx, { systemIds }), now)
    return { made, lastId: systemIds.at(-1) }
  })
}

/** Plans all tasks of a system as far as they should be. */
export async function planSystem(tx: Transaction, systemId: string, now: Date): Promise<void> {
  await planTasks(tx, await lockPlannable(tx, { systemIds: [systemId] }), now)
}

/**
 * Brings the plan of a task up to date with what it was made from. Whoever changes a schedule calls this first and
 * `replanTask` afterwards, so that no period of the old schedule is lost.
 */
export async function catchUpTask(tx: Transaction, taskId: string, now: Date): Promise<void> {
  for (const task of await lockPlannable(tx, { taskId })) await catchUp(tx, task, now)
}

/** Makes the plan of a task anew from now on. What has come due or was touched by somebody stays. */
export async function replanTask(tx: Transaction, taskId: string, now: Date): Promise<void> {
  const [task] = await lockPlannable(tx, { taskId })
  if (!task) return
  await dropPlan(tx, task, now)
  await planSystem(tx, task.systemId, now)
}

/** Plans what follows an occurrence that has ended: only tasks that count from completion wait for that. */
export async function planNext(tx: Transaction, taskId: string, now: Date): Promise<void> {
  const tasks = await lockPlannable(tx, { taskId })
  await planTasks(
    tx,
    tasks.filter(({ anchor }) => anchor === 'completed'),
    now,
  )
}

async function planTasks(tx: Transaction, all: PlannableTask[], now: Date): Promise<number> {
  const tasks = all.filter(isReadable)
  for (const task of tasks) {
    if (!windowMoved(task)) continue
    await catchUp(tx, task, now)
    await dropPlan(tx, task, now)
  }
  const plans = tasks.map((task) => ({ task, plan: planOf(task, now) }))
  const made = await store(tx, plans)
  await linkByDepth(tx, tasks)
  return made
}

async function store(tx: Transaction, plans: readonly { task: PlannableTask; plan: Plan }[]) {
  const made = await insertOccurrences(
    tx,
    plans.flatMap(({ task, plan }) =>
      plan.occurrences.map((each) => ({ ...each, taskId: task.id, pausedReason: task.pausedReason })),
    ),
  )
  await storePlans(
    tx,
    plans.map(({ task, plan }) => ({ id: task.id, plannedUntil: plan.plannedUntil, window: task.window })),
  )
  return made
}

async function catchUp(tx: Transaction, task: PlannableTask, now: Date): Promise<void> {
  const window = task.plannedWindow === '' ? null : task.plannedWindow
  while (task.anchor === 'scheduled' && task.plannedUntil && task.plannedUntil <= now) {
    const plan = planOf({ ...task, window }, now)
    await store(tx, [{ task: { ...task, window }, plan }])
    task.plannedUntil = plan.plannedUntil
  }
}

/** Forgets the untouched future; the plan goes on at the first slot after what is kept. */
async function dropPlan(tx: Transaction, task: PlannableTask, now: Date): Promise<void> {
  await dropFuturePlan(tx, task.id, now)
  if (task.anchor === 'completed') {
    const [fresh] = await lockPlannable(tx, { taskId: task.id })
    task.hasOpen = fresh?.hasOpen ?? false
    task.plannedUntil = null
  } else {
    const last = await lastPeriodStart(tx, task.id)
    const from = last && last > now ? last : now
    task.plannedUntil = nextSlot(timetableOf(task), new Date(from.getTime() + 1))
    if (last && task.plannedUntil) await endLastPeriodAt(tx, task.id, last, task.plannedUntil)
  }
  await storePlans(tx, [task])
}

/** Those that others follow come first: a deadline follows from the one before. */
async function linkByDepth(tx: Transaction, tasks: readonly PlannableTask[]): Promise<void> {
  let rest = [...tasks]
  while (rest.length > 0) {
    const ready = rest.filter(({ afterTaskId }) => !rest.some(({ id }) => id === afterTaskId))
    if (ready.length === 0) return
    await linkFollowers(
      tx,
      ready.map(({ id }) => id),
    )
    rest = rest.filter((task) => !ready.includes(task))
  }
}

const windowMoved = (task: PlannableTask): boolean => {
  const usesWindow = (task.schedule as { at?: unknown }).at === inWindow
  return usesWindow && task.plannedUntil !== null && task.plannedWindow !== (task.window ?? '')
}

/** One schedule that this version cannot read must not keep all others from being planned. */
function isReadable(task: PlannableTask): boolean {
  const { success } = schedule.safeParse(task.schedule)
  if (!success) log.warn({ taskId: task.id }, 'schedule of a task cannot be read: nothing is planned for it')
  return success
}

/** A task's schedule with everything that turns it into instants. */
export function timetableOf(
  task: Pick<PlannableTask, 'schedule' | 'timeZone' | 'window' | 'startsAt'>,
): Timetable {
  return {
    schedule: schedule.parse(task.schedule),
    timeZone: task.timeZone,
    window: task.window,
    startsAt: task.startsAt,
  }
}

function planOf(task: PlannableTask, now: Date): Plan {
  const { pausedAt, pausedUntil } = task
  return planOccurrences(
    {
      timetable: timetableOf(task),
      anchor: task.anchor,
      graceMinutes: task.graceMinutes,
      plannedUntil: task.plannedUntil,
      pause: pausedAt && pausedUntil ? { from: pausedAt, until: pausedUntil } : null,
      hasOpen: task.hasOpen,
      lastFinishedAt: task.lastFinishedAt,
    },
    now,
  )
}
