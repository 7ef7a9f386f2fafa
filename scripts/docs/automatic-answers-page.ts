import { knownFacts } from '@/lib/assessments/facts/index'
import { starterSets } from '@/lib/tasks/starter-sets/index'

/** docs/automatic-answers.md: which sources a control of a checklist may name, and how they answer. */
export function automaticAnswersPage(): string {
  const tasks = new Map(starterSets.flatMap((set) => set.tasks.map((task) => [task.key, task] as const)))
  return [
    '# Automatic answers',
    '',
    'Written by `npm run docs`; do not edit it by hand. For people who write checklists: what a control may name under',
    '`answeredBy`, and what comes of it.',
    '',
    '```yaml',
    'answeredBy:',
    '  - check: [pg.dead_tuples, pg.autovacuum_due]',
    '  - task: [postgres.vacuum-analyze]',
    '  - fact: tasks.planned',
    '```',
    '',
    'The first source that concerns a system decides. Where its data are missing the answer is unknown and says what is',
    'missing; a later source can then only make it worse. Nothing passes without data.',
    '',
    '- **check**: kinds of [checks](checks.md), all together. The worst current verdict counts. One that is paused, has no',
    '  current result or was deleted while its target is still there makes the answer unknown, unless another fails.',
    '- **task**: keys of maintenance tasks. Done in the last period on time passes, late or with a problem warns, skipped or',
    '  overdue fails.',
    '- **fact**: one of the names below.',
    '',
    'A choice is answered by the first of its choices with that outcome, yes or no by yes only when it passes, a number by',
    'the number, which the threshold of the control judges. A text is never answered by data.',
    '',
    '## Facts',
    '',
    '| fact | tells |',
    '| --- | --- |',
    ...knownFacts.map(({ name, tells }) => `| \`${name}\` | ${tells} |`),
    '',
    '## Tasks of the starter sets',
    '',
    '| task | tier | what is done |',
    '| --- | --- | --- |',
    ...[...tasks.values()].map(({ key, tier, title }) => `| \`${key}\` | ${tier} | ${title} |`),
    '',
  ].join('\n')
}
