import { planDueTasks } from '@/lib/tasks/plan'
import { proveTasks } from '@/lib/tasks/prove'

/** Plans maintenance two months ahead, and ends what checks have proved. */
export async function maintainTasks(): Promise<{ planned: number; proven: number }> {
  const planned = await planDueTasks()
  return { planned, proven: await proveTasks() }
}
