import type { Fact } from './define-fact'

/** Whether a runbook is linked. */
export const runbookLinked: Fact = {
  name: 'runbook.linked',
  tells: 'whether the facts of the system link a runbook',
  read: ({ system }) => ({
    outcome: system.runbookUrl ? 'pass' : 'fail',
    statement: system.runbookUrl ? `The runbook is ${system.runbookUrl}.` : 'No runbook is linked.',
    facts: [{ sentence: `Facts of ${system.name}.`, href: `/systems/${system.id}` }],
  }),
}
