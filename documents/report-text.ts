import type { ReportReader } from '@/lib/reports/documents'
import type { ReportDecision, ReportDocument, ReportRow, ReportSection } from '@/lib/reports/report-document'
import { unlinkedPlain } from './safe-text'

const width = 72

/** The report as plain text, with an address under each decision. */
export function reportText(document: ReportDocument, reader: ReportReader, decisions: number): string {
  const further = document.decisions.length - decisions
  const parts = [
    `${document.title} · ${unlinkedPlain(document.scope)}`,
    document.headline.text,
    document.summary.map(({ text }) => text).join('\n'),
    document.figures
      .map((figure) => `${figure.label}: ${figure.value} (${figure.change}; ${figure.goal})`)
      .join('\n'),
    ['NEEDS YOU', document.decisionsLead.text].join('\n'),
    ...document.decisions.slice(0, decisions).map((decision) => decisionText(decision, reader)),
    further > 0 ? `${further} more: ${reader.reportUrl ?? `${reader.baseUrl}/today`}` : '',
    ...document.sections.map(sectionText),
    reader.reportUrl ? `The report with all its links: ${reader.reportUrl}` : '',
    document.meta,
    `Change or end this subscription: ${reader.settingsUrl}\nUnsubscribe: ${reader.unsubscribeUrl}`,
  ]
  return `${parts.filter(Boolean).map(wrapped).join('\n\n')}\n`
}

function decisionText({ ask, why, person, by, href }: ReportDecision, { baseUrl }: ReportReader): string {
  return `* ${unlinkedPlain(ask)}\n  ${unlinkedPlain(why)}\n  ${unlinkedPlain(person)}, ${by}\n  ${baseUrl}${href}`
}

function sectionText(section: ReportSection): string {
  const state = section.word ? ` [${section.word}]` : ''
  const more = section.more > 0 ? [`- ${section.more} more`] : []
  const rows = section.rows.map((row) => rowText(row, section))
  return [`${section.title.toUpperCase()}${state}`, unlinkedPlain(section.lead.text), ...rows, ...more].join(
    '\n',
  )
}

function rowText(row: ReportRow, section: ReportSection): string {
  const state = row.word && row.word !== section.word ? `[${row.word}] ` : ''
  return unlinkedPlain(`- ${state}${row.subject}${row.text ? `: ${row.text}` : ''}`)
}

/** Long lines broken at spaces, their continuation indented like them; addresses stay whole. */
function wrapped(text: string): string {
  return text.split('\n').flatMap(brokenLine).join('\n')
}

function brokenLine(line: string): string[] {
  const [indent = ''] = /^ *(?:[-*] )?/.exec(line) ?? []
  const hang = ' '.repeat(indent.length)
  const lines: string[] = []
  let current = ''
  for (const word of line.slice(indent.length).split(' ')) {
    const start = lines.length === 0 ? indent : hang
    if (current && start.length + current.length + 1 + word.length > width) {
      lines.push(start + current)
      current = word
    } else current = current ? `${current} ${word}` : word
  }
  return [...lines, (lines.length === 0 ? indent : hang) + current]
}
