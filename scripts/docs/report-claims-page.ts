import { carriedFacts, factSources } from '@/lib/reports/fact-sources'
import { reportClaims } from '@/lib/reports/report-claims'

const intro = `Every sentence of the weekly report has a key. This page says what each is made of, and where those facts are read. A
report stores its facts beside its sentences (\`facts\` and \`document\` of its JSON), so that any claim can be followed to
the numbers that it was made of, long after the living pages have moved on.

- Sentences: \`lib/reports/compose-*.ts\`, pure functions of the facts, ICU templates. \`report-claims.test.ts\` takes every
  fact away and changes it, in weeks that together hold every sentence: each sentence must react to each fact named here
  and to no other one.
- Facts: \`lib/reports/collect/\`, read as of the end of the period from histories. A path stands for everything below it.
- The path of a fact is the path in the JSON of a report: \`jq .facts.redFlags.raised\`.`

const code = (text: string) => `\`${text}\``

/** The first part of a fact's path names where it is read. */
function sourceKeys(facts: readonly string[]): string[] {
  const known = Object.keys(factSources)
  return [...new Set(facts.map((path) => path.split('.')[0] ?? ''))].filter((key) => known.includes(key))
}

/** docs/report-claims.md: each sentence of a report, its facts, and the tables they are read from. */
export function reportClaimsPage(): string {
  const claims = reportClaims.map(
    ({ key, says, facts }) =>
      `| ${code(key)} | ${says} | ${facts.map(code).join(', ')} | ${sourceKeys(facts)
        .map((source) => `[${source}](#${source.toLowerCase()})`)
        .join(', ')} |`,
  )
  const sources = Object.entries(factSources).map(([key, { collectors, tables, page }]) => {
    const read = collectors.map((file) => code(`lib/reports/collect/${file}.ts`)).join(', ')
    return `### ${key}

Tables: ${tables.map(code).join(', ')}.${read && ` Read by ${read}.`} The same is seen at ${code(page)}.`
  })
  const carried = carriedFacts.map(({ facts, why }) => `- ${facts.map(code).join(', ')}: ${why}.`)
  return `# What the report's sentences are made of

Written by \`npm run docs\` from \`lib/reports/report-claims.ts\` and \`lib/reports/fact-sources.ts\`; do not edit it by hand.

${intro}

## Sentences

| key | says | facts | read in |
| --- | --- | --- | --- |
${claims.join('\n')}

\`period\`, \`asOf\`, \`builtAt\` and \`isFirst\` are not read: they say what was asked for.

## Where facts are read

${sources.join('\n\n')}

## Facts that no sentence tells

${carried.join('\n')}
`
}
