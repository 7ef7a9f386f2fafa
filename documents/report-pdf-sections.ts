import type { ReportRow, ReportSection } from '@/lib/reports/report-document'
import { ink } from './ink'
import type { Block, Paragraph } from './pdf-sheet'
import { type Frame, linkTo } from './report-pdf-frame'

// A section is a line of the ledger: its title and its state at the left, its sentence and its rows at the right.

const leftShare = 0.19

interface SetRow {
  row: ReportRow
  word: Paragraph | null
  /** Where the subject begins, and the text behind it. */
  start: number
  after: number
  subject: Paragraph
  text: Paragraph
  height: number
  /** Text begins on the subject's line when it fits there. */
  isBeside: boolean
}

/** One of the ten sections. */
export function laySection(section: ReportSection, frame: Frame, isFirst: boolean): Block {
  const { sheet, page, left, width } = frame
  const indent = width * leftShare
  const title = sheet.set(section.title, { size: 9.4, weight: 600, color: ink.ink }, indent - 6, 1)
  const word = section.word === '' ? null : sheet.stateWord(section.tone, section.word, indent - 6)
  const lead = sheet.set(section.lead.text, { size: 9, weight: 400, color: ink.ink }, width - indent, 3)
  const more =
    section.more > 0
      ? sheet.set(`+${section.more} more`, { size: 8, weight: 400, color: ink.ink3 }, width - indent, 1)
      : null
  // What is counted stands at the end of the last row's line: that row leaves it room.
  const taken = more ? (more.lines[0]?.width ?? 0) + 8 * sheet.scale : 0
  const rows = section.rows.map((row, place) =>
    layRow(row, section, frame, width - indent - (place === section.rows.length - 1 ? taken : 0)),
  )
  const padding = 3.2 * sheet.scale
  const leftHeight = title.height + (word?.height ?? 0)
  const rightHeight =
    lead.height +
    rows.reduce((sum, row) => sum + row.height, 0) +
    (more && rows.length === 0 ? more.height : 0)
  const height = Math.max(leftHeight, rightHeight) + 2 * padding
  return {
    height,
    draw: (y) => {
      page.doc.outline.addItem(section.title)
      const part = page.doc.struct('Sect', { title: section.title })
      page.root.add(part)
      sheet.rule(left, y, width, isFirst ? 'ink' : 'hair')
      const top = y + padding
      sheet.write(part, 'H2', title, left, top)
      if (word) sheet.state(part, section.tone, word, left, top + title.height)
      sheet.write(part, 'P', lead, left + indent, top, linkTo(frame, section.lead))
      let next = top + lead.height
      if (rows.length > 0) {
        const list = page.doc.struct('L')
        part.add(list)
        for (const row of rows) {
          drawRow(row, frame, list, left + indent, next)
          next += row.height
        }
      }
      if (more) drawMore(more, frame, part, { next, hasRows: rows.length > 0 })
    },
  }
}

/** At the right end of the last row's line, or on a line of its own when there is no row. */
function drawMore(
  more: Paragraph,
  { sheet, left, width }: Frame,
  part: PDFKit.PDFStructureElement,
  { next, hasRows }: { next: number; hasRows: boolean },
): void {
  const x = hasRows ? left + width - (more.lines[0]?.width ?? 0) : left + width * leftShare
  sheet.write(part, 'P', more, x, hasRows ? next - more.height : next)
}

/** A row names its state only where it is not that of its section. */
function layRow(row: ReportRow, section: ReportSection, { sheet }: Frame, room: number): SetRow {
  const isSaid = row.word === '' || (row.word === section.word && row.tone === section.tone)
  const word = isSaid ? null : sheet.stateWord(row.tone, row.word, room / 3)
  const start = word ? (word.lines[0]?.width ?? 0) + 19 * sheet.scale : 0
  const subject = sheet.set(
    row.subject,
    { size: 8.6, weight: 600, color: ink.ink },
    (room - start) * (row.text === '' ? 1 : 0.6),
    1,
  )
  const after = start + (subject.lines[0]?.width ?? 0) + 5 * sheet.scale
  const style = { size: 8.6, weight: 400, color: ink.ink2 } as const
  const short = sheet.set(row.text, style, room - after)
  const isBeside = short.lines.length <= 1
  const text = isBeside ? short : sheet.set(row.text, style, room, 2)
  const height = isBeside ? subject.height : subject.height + text.height
  return { row, word, start, after, subject, text, isBeside, height: height + 0.6 }
}

function drawRow(set: SetRow, frame: Frame, list: PDFKit.PDFStructureElement, x: number, y: number): void {
  const { sheet, page } = frame
  const item = page.doc.struct('LI')
  const body = page.doc.struct('LBody')
  list.add(item)
  item.add(body)
  if (set.word) sheet.state(body, set.row.tone, set.word, x, y)
  const leads = linkTo(frame, { text: set.row.subject, href: set.row.href })
  sheet.write(body, 'Span', set.subject, x + set.start, y, leads)
  if (set.isBeside) sheet.write(body, 'Span', set.text, x + set.after, y)
  else sheet.write(body, 'Span', set.text, x, y + set.subject.height)
}
