import type { Fact } from './define-fact'

const yearMs = 365 * 86_400_000

/** Whether at least two people walked through the system within a year: what one alone knows is on holiday with them. */
export const walkthroughsCompleted: Fact = {
  name: 'walkthroughs.completed',
  tells: 'whether at least two people who can sign in walked through the system within twelve months',
  read: ({ system, walkthroughs, now }) => {
    const recent = walkthroughs.filter(
      ({ completedAt, canSignIn }) => canSignIn && now.getTime() - completedAt.getTime() <= yearMs,
    )
    // Newest first: of somebody who did it twice, the newer one counts.
    const people = [...new Map(recent.toReversed().map((each) => [each.person.id, each])).values()].sort(
      (a, b) => b.completedAt.getTime() - a.completedAt.getTime(),
    )
    const facts = [{ sentence: `Walkthroughs of ${system.name}.`, href: `/walkthroughs/${system.id}` }]
    const [first, second] = people
    if (!first)
      return {
        outcome: 'fail',
        choice: walkthroughs.length > 0 ? 'long-ago' : 'nobody',
        statement: 'Nobody has walked through it within twelve months.',
        facts,
      }
    if (!second)
      return {
        outcome: 'warn',
        choice: 'one',
        statement: `${first.person.name} is the only one who walked through it within twelve months.`,
        facts,
      }
    return {
      outcome: 'pass',
      choice: 'two',
      statement: `${people.length} people walked through it within twelve months, last ${first.person.name}.`,
      facts,
      // It holds as long as two of them are recent.
      validUntil: new Date(second.completedAt.getTime() + yearMs),
    }
  },
}
