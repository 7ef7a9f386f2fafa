import { toCsv } from '@/lib/format/csv'
import type { ReportDocument, ReportSection } from './report-document'

interface CsvLine extends Record<string, string> {
  part: string
  state: string
  subject: string
  text: string
  person: string
  by: string
  link: string
}

const columns = [
  ['part', 'Part'],
  ['state', 'State'],
  ['subject', 'Subject'],
  ['text', 'Text'],
  ['person', 'Who'],
  ['by', 'When'],
  ['link', 'Link'],
] as const

const line = (parts: Partial<CsvLine> & Pick<CsvLine, 'part'>): CsvLine => ({
  state: '',
  subject: '',
  text: '',
  person: '',
  by: '',
  link: '',
  ...parts,
})

/** A stored report as CSV: every sentence and every row of the page, in its order. The same document gives the same bytes. */
export function reportCsv(document: ReportDocument): string {
  const { title, scope, meta, headline, summary, figures, decisions, decisionsLead, sections } = document
  return toCsv(columns, [
    line({ part: 'Report', subject: `${title} · ${scope}`, text: meta }),
    line({ part: 'Headline', text: headline.text, link: headline.href }),
    ...summary.map(({ text, href }) => line({ part: 'Summary', text, link: href })),
    ...figures.map(({ label, value, tone, change, goal, href }) =>
      line({
        part: 'Figure',
        state: stateOf(tone),
        subject: label,
        text: `${value}; ${change}; ${goal}`,
        link: href,
      }),
    ),
    line({ part: 'Decisions', text: decisionsLead.text, link: decisionsLead.href }),
    ...decisions.map(({ ask, why, person, by, href }) =>
      line({ part: 'Decision', subject: ask, text: why, person, by, link: href }),
    ),
    ...sections.flatMap(sectionLines),
  ])
}

/** Plain is no state. */
const stateOf = (tone: string) => (tone === 'plain' ? '' : tone)

function sectionLines({ title, word, lead, rows, more }: ReportSection): CsvLine[] {
  return [
    line({ part: title, state: word, text: lead.text, link: lead.href }),
    ...rows.map((row) =>
      line({ part: title, state: row.word, subject: row.subject, text: row.text, link: row.href }),
    ),
    ...(more > 0 ? [line({ part: title, text: `and ${more} more`, link: lead.href })] : []),
  ]
}
