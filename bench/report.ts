import { cpus, totalmem } from 'node:os'

/** A table of docs/performance.md: all cells are already written for people. */
export interface BenchTable {
  title: string
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

/** What one benchmark measured. */
export interface BenchReport {
  /** Stable keys for machines: `today_p95_ms`. */
  metrics: Readonly<Record<string, number>>
  tables: readonly BenchTable[]
  goals: readonly { goal: string; measured: string; met: boolean }[]
  /** Sentences about how it was measured and what the figures do not say. */
  notes: readonly string[]
}

/** One file of this folder: `export const benchmark: Benchmark = …`, one line in run.ts. */
export interface Benchmark {
  title: string
  /** The page that shows its section; docs/performance.md unless told. */
  page?: string
  /** `progress` says what is being done, on standard error. */
  run(progress: (what: string) => void): Promise<BenchReport>
}

/** The machine in one line: figures of different machines are never compared. */
export function describeMachine(): string {
  const processors = cpus()
  const model = processors[0]?.model.replace(/\s+/g, ' ').trim() || 'unknown processor'
  const memory = `${Math.round(totalmem() / 1e9)} GB`
  return `${processors.length} × ${model}, ${memory}, ${process.platform} ${process.arch}, Node ${process.version}`
}

/** Value at the given share (0…1) of the measurements, by the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** A number for a table: three significant digits, no exponent. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '?'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB')
  return String(Number(value.toPrecision(3)))
}

/** The section of docs/performance.md that a report becomes. */
export function toMarkdown(title: string, machine: string, on: Date, report: BenchReport): string {
  const goals = report.goals.map(
    ({ goal, measured, met }) => `- ${met ? 'met' : '**missed**'}: ${goal}; measured ${measured}`,
  )
  return [
    `## ${title}`,
    '',
    `${on.toISOString().slice(0, 10)}, ${machine}.`,
    ...report.tables.flatMap((table) => ['', ...tableLines(table)]),
    ...(goals.length > 0 ? ['', ...goals] : []),
    ...(report.notes.length > 0 ? ['', ...report.notes] : []),
  ].join('\n')
}

function tableLines({ title, head, rows }: BenchTable): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_cell, column) => (column === 0 ? '---' : '---:'))
  return [`**${title}**`, '', line(head), line(rule), ...rows.map(line)]
}

/** The page with the section of this benchmark replaced, or added at the end. */
export function withSection(page: string, name: string, section: string): string {
  const begin = `<!-- bench ${name} -->`
  const end = `<!-- /bench ${name} -->`
  const block = `${begin}\n${section}\n${end}`
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) return `${page.trimEnd()}\n\n${block}\n`
  return page.slice(0, from) + block + page.slice(to + end.length)
}
