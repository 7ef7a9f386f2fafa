import { drillFaults } from '../testing/drill-faults'

const intro = `Each row is planted by a test (\`lib/drills/drill-faults.live.test.ts\`), restored as a worker does it, and has to be found at
this level, with this result and this sentence. \`fail\` blames the backup and opens a critical finding; \`partial\` says
that it could not be tried, and opens a high one. How restores work: [drills.md](drills.md).`

const cell = (text: string) => text.replaceAll('|', '\\|')

/** docs/drill-faults.md: what is planted into backups, and what is said of it. */
export function drillFaultsPage(): string {
  const rows = drillFaults.map(
    ({ planted, level, result, sentence }) =>
      `| ${cell(planted)} | ${level} | ${result} | ${cell(sentence)} |`,
  )
  return [
    '# Faults that restores find',
    '',
    'Written by `npm run docs` from `scripts/testing/drill-faults.ts`; do not edit it by hand.',
    '',
    intro,
    '',
    '| planted | level | result | what is said |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
