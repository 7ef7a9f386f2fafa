import { findCycle } from '@/lib/find-cycle'

/** A task and the one that it follows. */
export interface Link {
  id: string
  title: string
  afterId: string | null
}

/** The circle that a task would wait in: titles from the first of it back to the same; null where it waits in none. */
export function circleOfTasks(links: readonly Link[], startId: string): string[] | null {
  const titles = new Map(links.map(({ id, title }) => [id, title]))
  const circle = findCycle(new Map(links.map(({ id, afterId }) => [id, afterId])), [startId])
  return circle?.map((id) => titles.get(id) ?? id) ?? null
}
