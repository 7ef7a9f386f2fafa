import { defineRule } from '../define-rule'
import { clear, raised } from '../flag-reading'

/** Knowledge that goes on holiday with one person. */
export const singleOwner = defineRule({
  key: 'single-owner',
  title: 'One owner only',
  claim: 'Somebody answers for the system.',
  proof: 'A second person answers for it when the first one is away.',
  clears: 'Name a back-up owner on the edit page of the system.',
  severity: 'low',
  severityReason: 'Nothing breaks by it, but repairs wait for one person.',
  isOnByDefault: false,
  verb: { label: 'Edit the system', path: '/edit' },
  thresholds: {},
  clauses: [
    {
      key: 'one-only',
      says: () => 'The system has no owner, or no back-up owner',
      judge: ({ system: { owner, backupOwner } }) => {
        if (!owner) return raised('Nobody owns it.')
        return backupOwner
          ? clear(`${owner.name} and ${backupOwner.name} answer for it.`)
          : raised(`Only ${owner.name} answers for it.`)
      },
    },
  ],
})
