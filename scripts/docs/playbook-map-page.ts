import { coreQuestions } from '@/lib/assessments/schema'
import { parseChecklist } from '@/lib/checklists/parse-checklist'
import { shippedChecklists } from '@/lib/checklists/shipped/index'
import { checkKinds } from '@/lib/checks/kinds'
import { sectionsOf } from '@/lib/playbook/map-text'
import type { PlaybookItem } from '@/lib/playbook/playbook-item'
import { shippedRules } from '@/lib/red-flags/rules/index'
import { starterSets } from '@/lib/tasks/starter-sets/index'

const kinds: Readonly<Record<string, string>> = {
  control: 'Controls of checklists',
  check: 'Checks',
  task: 'Starter tasks',
  flag: 'Red flags',
  core: 'Core questions',
}

/** docs/playbook-map.md: which idea of maintenance is covered by what, and what each key means. */
export function playbookMapPage(items: readonly PlaybookItem[]): string {
  const used = new Set<string>(items.flatMap(({ coveredBy }) => coveredBy))
  const meanings = meaningOfKeys()
  return [
    '# Map of the playbook',
    '',
    'Written by `npm run docs` from `lib/playbook/`; do not edit it by hand. `npm run -s playbook-map` prints the same,',
    'with `-- --json` as data.',
    '',
    `Which idea of maintaining production systems is asked, watched, done or flagged by what: ${items.length} ideas in`,
    `${sectionsOf(items).length} sections, each covered. A test holds that every key exists and no idea is missing.`,
    ...sectionsOf(items).flatMap(([section, of]) => ['', `## ${section}`, '', ...table(of)]),
    '',
    '## What the keys mean',
    ...Object.entries(kinds).flatMap(([kind, title]) => [
      '',
      `### ${title}`,
      '',
      ...[...used]
        .filter((key) => key.startsWith(`${kind}:`))
        .toSorted()
        .map((key) => `- \`${key}\`: ${meanings.get(key) ?? ''}`),
    ]),
    '',
  ].join('\n')
}

function table(items: readonly PlaybookItem[]): string[] {
  return [
    '| idea | covered by |',
    '| --- | --- |',
    ...items.map(({ item, coveredBy }) => `| ${item} | ${coveredBy.map((key) => `\`${key}\``).join(' ')} |`),
  ]
}

const coreWords: Readonly<Record<(typeof coreQuestions)[number], string>> = {
  accumulates: 'what accumulates in a system, with the watcher of each',
  expires: 'what expires in it',
  drifts: 'what drifts in it',
  'breaks-silently': 'what breaks silently in it',
}

function meaningOfKeys(): Map<string, string> {
  const known = { checks: new Set(checkKinds.map(({ kind }) => kind)), facts: null, tasks: null }
  const controls = shippedChecklists.flatMap(
    ({ yaml }) => parseChecklist(yaml, known).document?.controls ?? [],
  )
  return new Map([
    ...controls.map(({ key, question }) => [`control:${key}`, question] as const),
    ...checkKinds.map(({ kind, title }) => [`check:${kind}`, title] as const),
    ...starterSets.flatMap(({ tasks }) => tasks.map(({ key, title }) => [`task:${key}`, title] as const)),
    ...shippedRules.map(({ key, title }) => [`flag:${key}`, title] as const),
    ...coreQuestions.map((question) => [`core:${question}`, coreWords[question]] as const),
  ])
}
