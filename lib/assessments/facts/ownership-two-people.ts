import type { Fact } from './define-fact'

/** Whether somebody answers for the system, and somebody else stands in. */
export const ownershipTwoPeople: Fact = {
  name: 'ownership.two-people',
  tells: 'whether the system has an owner and another person as back-up owner',
  read: ({ system }) => {
    const { owner, backupOwner } = system
    const facts = [{ sentence: `Owners of ${system.name}.`, href: `/systems/${system.id}` }]
    if (!owner) return { outcome: 'fail', choice: 'nobody', statement: 'Nobody owns the system.', facts }
    if (!backupOwner || backupOwner.id === owner.id)
      return { outcome: 'warn', statement: `${owner.name} owns it, and nobody stands in.`, facts }
    return { outcome: 'pass', statement: `${owner.name} owns it, ${backupOwner.name} stands in.`, facts }
  },
}
