import type { Verdict } from '@/lib/checks/verdict'
import { formatMeasure } from '@/lib/format/measure'
import type { Json } from '@/lib/json'
import type { AuditReport, AuditRun } from './schema'
import { wrap } from './wrap'

/** Where the text goes: colours only where a person looks at a terminal. */
export interface TextStyle {
  width: number
  colour: boolean
}

const words: Readonly<Record<Verdict, string>> = {
  fail: 'FAIL',
  warn: 'WARN',
  unknown: 'UNKNOWN',
  ok: 'ok',
  'not-applicable': 'n/a',
}

const codes: Readonly<Record<Verdict, string>> = {
  fail: '1;31',
  warn: '1;33',
  unknown: '1;35',
  ok: '32',
  'not-applicable': '2',
}

const margin = 9

/** The report for a person at a terminal: worst first, each with its evidence and what to do. Pure. */
export function plainText(
  report: AuditReport,
  titles: ReadonlyMap<string, string>,
  style: TextStyle,
): string {
  const { fail, warn, unknown, ok, 'not-applicable': off } = countVerdicts(report.runs)
  const summary = [
    `${fail} fail`,
    `${warn} warn`,
    `${unknown} unknown`,
    `${ok} ok`,
    ...(off > 0 ? [`${off} not applicable`] : []),
  ]
  const notOk = report.runs.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const blind = report.runs.filter(({ verdict }) => verdict === 'unknown')
  const calm = report.runs.filter(({ verdict }) => verdict === 'ok' || verdict === 'not-applicable')
  return [
    ...wrap(`Audit of ${report.target}`, style.width),
    ...wrap(
      `${report.startedAt.slice(0, 16).replace('T', ' ')} UTC, ${report.runs.length} ${report.runs.length === 1 ? 'check' : 'checks'} in ${(report.durationMs / 1000).toFixed(1)} s: ${summary.join(', ')}`,
      style.width,
    ),
    ...notOk.flatMap((run) => ['', ...badRun(run, titles, style)]),
    ...groupByReason(blind).flatMap((group) => ['', ...blindRuns(group, titles, style)]),
    ...(calm.length > 0
      ? ['', ...calm.flatMap((run) => head(run.verdict, `${run.kind}: ${run.reason}`, style))]
      : []),
    ...(report.skipped.length > 0 ? ['', ...skippedLines(report, style)] : []),
    '',
  ].join('\n')
}

function countVerdicts(runs: readonly AuditRun[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { fail: 0, warn: 0, unknown: 0, ok: 0, 'not-applicable': 0 }
  for (const { verdict } of runs) counts[verdict] += 1
  return counts
}

/** `FAIL     text` with the lines after the first below the text. */
function head(verdict: Verdict, text: string, style: TextStyle): string[] {
  const word = words[verdict]
  const shown = style.colour ? `\u001b[${codes[verdict]}m${word}\u001b[0m` : word
  const [first = '', ...rest] = wrap(text, style.width - margin)
  return [`${shown}${' '.repeat(Math.max(1, margin - word.length))}${first}`, ...rest.map(indent)]
}

function below(text: string, style: TextStyle): string[] {
  return wrap(text, style.width - margin).map(indent)
}

const indent = (line: string) => (line === '' ? '' : `${' '.repeat(margin)}${line}`)

function badRun(run: AuditRun, titles: ReadonlyMap<string, string>, style: TextStyle): string[] {
  const affected = run.resources.filter(({ verdict }) => verdict !== 'ok' && verdict !== 'not-applicable')
  return [
    ...head(run.verdict, `${titles.get(run.kind) ?? run.kind} (${run.kind})`, style),
    ...below(run.reason, style),
    ...limits(run).flatMap((line) => below(line, style)),
    ...affected
      .slice(0, 10)
      .flatMap(({ name, value, verdict }) =>
        below(
          `- ${words[verdict]} ${name}${value === null ? '' : `: ${formatMeasure(value, run.unit)}`}`,
          style,
        ),
      ),
    ...(affected.length > 10 ? below(`- and ${affected.length - 10} more, see --json`, style) : []),
    ...evidenceLines(run.evidence).flatMap((line) => below(line, style)),
    ...below(`What to do: ${run.remediation}`, style),
  ]
}

function limits({ thresholds, value, unit }: AuditRun): string[] {
  if (value === null) return []
  const parts = [
    `measured ${formatMeasure(value, unit)}`,
    ...(thresholds.warn === null ? [] : [`warns at ${formatMeasure(thresholds.warn, unit)}`]),
    ...(thresholds.fail === null ? [] : [`fails at ${formatMeasure(thresholds.fail, unit)}`]),
  ]
  return [parts.join(', ')]
}

/** Facts that fit on a line each; the rest is in the JSON. */
function evidenceLines(evidence: AuditRun['evidence']): string[] {
  const lines = Object.entries(evidence)
    .map(([name, fact]) => [name, brief(fact as Json)] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`)
  return lines.length === 0 ? [] : [`Evidence: ${lines.slice(0, 8).join('; ')}`]
}

function brief(fact: Json): string {
  if (fact === null) return ''
  if (typeof fact !== 'object') return shorten(String(fact))
  if (!Array.isArray(fact)) {
    return shorten(
      Object.entries(fact)
        .map(([name, inner]) => `${name} ${typeof inner === 'object' ? '…' : inner}`)
        .join(', '),
    )
  }
  const plain = fact.filter((inner) => typeof inner !== 'object')
  if (plain.length === fact.length) return shorten(plain.join(', '))
  return `${fact.length} ${fact.length === 1 ? 'entry' : 'entries'}`
}

function shorten(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}…` : text
}

/** One cause, such as a server that is down, blinds many checks: it is said once. */
function groupByReason(runs: readonly AuditRun[]): AuditRun[][] {
  const groups = new Map<string, AuditRun[]>()
  for (const run of runs) groups.set(run.reason, [...(groups.get(run.reason) ?? []), run])
  return [...groups.values()]
}

function blindRuns(group: AuditRun[], titles: ReadonlyMap<string, string>, style: TextStyle): string[] {
  const [first] = group
  if (!first) return []
  if (group.length === 1) {
    return [
      ...head('unknown', `${titles.get(first.kind) ?? first.kind} (${first.kind})`, style),
      ...below(first.reason, style),
    ]
  }
  return [
    ...head('unknown', `${group.length} checks could not look`, style),
    ...below(first.reason, style),
    ...below(group.map(({ kind }) => kind).join(', '), style),
  ]
}

function skippedLines({ skipped }: AuditReport, style: TextStyle): string[] {
  const elsewhere = skipped.filter(({ reason }) => reason.startsWith('Is asked of '))
  const others = skipped.filter((entry) => !elsewhere.includes(entry))
  return [
    ...others.flatMap(({ kind, reason }) => wrap(`Skipped ${kind}: ${reason}`, style.width)),
    ...(elsewhere.length > 0
      ? wrap(
          `${elsewhere.length} ${elsewhere.length === 1 ? 'kind is' : 'kinds are'} for other targets; docs/checks.md lists them.`,
          style.width,
        )
      : []),
  ]
}
