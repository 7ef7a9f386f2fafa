import { z } from 'zod'
import type { AnyCheckDefinition, Dimension, Severity } from '@/lib/checks/define-check'

const dimensions: Readonly<Record<Dimension, string>> = {
  'service-health': 'Service health',
  dependencies: 'Dependencies',
  resources: 'Resources',
  certificates: 'Certificates',
  'data-integrity': 'Data integrity',
  backup: 'Backup',
  security: 'Security',
  alerting: 'Alerting',
  database: 'Database',
}

const areas: readonly [prefix: string, title: string][] = [
  ['http', 'Web'],
  ['tcp', 'Network'],
  ['dns', 'Network'],
  ['tls', 'Certificates'],
  ['pg', 'PostgreSQL'],
  ['host', 'Host'],
  ['sec', 'Host'],
  ['bk', 'Backups'],
  ['al', 'The product itself'],
]

/** docs/checks.md, made from the registry alone, so that it cannot say anything else than the code does. */
export function checksPage(kinds: readonly AnyCheckDefinition[]): string {
  const titles = [...new Set(kinds.map(areaOf))]
  return [
    '# Checks',
    '',
    'Written by `npm run docs` from the definitions in `lib/checks/kinds/`; do not edit it by hand.',
    '',
    `${kinds.length} kinds. Every run ends \`ok\`, \`warn\`, \`fail\`, \`unknown\` (could not look: it never counts as ok) or \`not-applicable\`.`,
    'Reaching a threshold counts. Each setting can be changed for each check.',
    '',
    ...table(kinds),
    ...titles.flatMap((title) => [
      '',
      `## ${title}`,
      ...kinds
        .filter((definition) => areaOf(definition) === title)
        .flatMap((definition) => ['', ...section(definition)]),
    ]),
    '',
  ].join('\n')
}

function areaOf({ kind }: AnyCheckDefinition): string {
  const prefix = kind.split('.')[0] ?? kind
  return areas.find(([known]) => known === prefix)?.[1] ?? prefix
}

function table(kinds: readonly AnyCheckDefinition[]): string[] {
  return [
    '| kind | proves | asked of | every |',
    '| --- | --- | --- | --- |',
    ...kinds.map(
      ({ kind, proves, targets, intervalSeconds }) =>
        `| [\`${kind}\`](#${anchor(kind)}) | ${cell(proves)} | ${targets.join(', ')} | ${duration(intervalSeconds)} |`,
    ),
  ]
}

/** GitHub's rule for anchors of headings: lower case, no dots. */
function anchor(kind: string): string {
  return kind.toLowerCase().replaceAll('.', '')
}

function section(definition: AnyCheckDefinition): string[] {
  const { severity } = definition
  return [
    `### ${definition.kind}`,
    '',
    `**${definition.title}.** ${definition.proves}`,
    '',
    `- Dimension: ${dimensions[definition.dimension]}. At least ${tierWords[definition.tier]}; by default every ${duration(definition.intervalSeconds)}, ends after ${definition.timeoutMs / 1000} s.`,
    `- Findings: ${severityWords(severity)}. The state follows after ${definition.failAfter} ${definition.failAfter === 1 ? 'run' : 'runs in a row'}.`,
    `- Needs: ${definition.privileges}`,
    `- Thresholds: ${definition.thresholdSource}`,
    ...(definition.needsHistory ? ['- Compares with earlier values, so the command line skips it.'] : []),
    ...(definition.proposed ? [] : ['- Not switched on by itself when a target is added.']),
    '',
    ...settings(definition),
    `What to do: ${definition.remediation}`,
  ]
}

const tierWords = {
  continuous: 'all the time',
  daily: 'once a day',
  weekly: 'once a week',
  monthly: 'once a month',
  quarterly: 'once a quarter',
} as const

function severityWords({ warn, fail }: { warn: Severity; fail: Severity }): string {
  return warn === fail ? `${warn} when it warns or fails` : `${warn} when it warns, ${fail} when it fails`
}

/** A setting as JSON Schema tells it. */
interface Setting {
  description?: string
  default?: unknown
}

function settings(definition: AnyCheckDefinition): string[] {
  const schema = z.toJSONSchema(definition.config, { io: 'input' })
  const properties = Object.entries(schema.properties ?? {}) as [string, Setting][]
  if (properties.length === 0) return []
  return [
    '| setting | default | means |',
    '| --- | --- | --- |',
    ...properties.map(
      ([name, { description, default: value }]) =>
        `| \`${name}\` | ${shown(value)} | ${cell(description ?? '')} |`,
    ),
    '',
  ]
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none'
  const text =
    Array.isArray(value) && value.length === 0
      ? 'none'
      : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
  return cell(text)
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function duration(seconds: number): string {
  const units: [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ]
  for (const [size, name] of units) if (seconds % size === 0) return `${seconds / size} ${name}`
  return `${seconds} s`
}
