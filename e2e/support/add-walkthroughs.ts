import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { World } from './world'

/**
 * A walkthrough of each caller's own through the system, handed in: whoever is on the way would land there instead of
 * where access is tried.
 */
export async function addWalkthroughs(
  systemId: string,
  people: World['people'],
  now: Date,
): Promise<Pick<World, 'walkthroughs'>> {
  const questions = [
    {
      key: 'criticality',
      kind: 'criticality',
      chapter: 1,
      anchor: 'facts',
      text: 'How critical is orders-db?',
      options: ['Critical', 'High', 'Medium', 'Low'],
      right: 'High',
      withdrawn: false,
    },
  ]
  const add = async ([caller, person]: [string, { id: string }]) => {
    const id = newId()
    const times = { assignedAt: now, startedAt: now, finishedAt: now }
    await prisma().walkthrough.create({
      data: {
        id,
        systemId,
        userId: person.id,
        state: 'waiting-for-mentor',
        ...times,
        questions,
        coreAnswers: { drifts: { text: 'settings', at: now.toISOString() } },
        attempts: {
          create: { id: newId(), question: 'criticality', answer: 'High', isRight: true, at: now },
        },
      },
    })
    return [caller, id] as const
  }
  return {
    walkthroughs: Object.fromEntries(
      await Promise.all(Object.entries(people).map(add)),
    ) as World['walkthroughs'],
  }
}
