import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { createPerson } from '@/scripts/testing/test-people'
import type { Person, Role } from './people'
import type { World } from './world'

type Mail = Pick<World, 'deadMessageId' | 'waitingMessageIds' | 'subscriptions' | 'unsubscribeToken'>

/** Three messages of the outbox, a subscription of everybody, and one of somebody whose link is known. */
export async function addMail(people: Readonly<Record<Role | 'outsider', Person>>, now: Date): Promise<Mail> {
  const message = async (state: 'dead' | 'pending') => {
    const id = newId()
    const nextAttemptAt = new Date(now.getTime() + 86_400_000)
    await prisma().outboxMessage.create({
      data: {
        id,
        channel: 'mail',
        kind: 'report',
        reference: newId(),
        identity: `report-delivery:${id}`,
        recipient: 'vera@example.com',
        state,
        notBefore: now,
        nextAttemptAt,
        createdAt: now,
        ...(state === 'dead'
          ? { endedAt: now, attempts: 14, lastError: 'smtp.example.com:587 said no' }
          : {}),
      },
    })
    return id
  }
  const subscribe = async (userId: string) => {
    const id = newId()
    const token = `token-of-tests-${id}`
    const time = { timing: 'scheduled', weekday: 1, minuteOfDay: 360, zone: 'UTC' }
    await prisma().reportSubscription.create({
      data: { id, userId, scope: 'instance', ...time, token, createdAt: now },
    })
    return { id, token }
  }
  const own = await Promise.all(
    Object.entries(people).map(
      async ([caller, person]) => [caller, (await subscribe(person.id)).id] as const,
    ),
  )
  const other = await subscribe(await createPerson({ email: 'reader@example.com', role: 'viewer' }))
  return {
    deadMessageId: await message('dead'),
    waitingMessageIds: [await message('pending'), await message('pending')],
    subscriptions: Object.fromEntries(own) as Mail['subscriptions'],
    unsubscribeToken: other.token,
  }
}
