import type { ReportDocument } from '@/lib/reports/report-document'
import { ink } from './ink'
import type { Block, Leads, Sheet } from './pdf-sheet'
import type { Typesetter } from './pdf-type'

/** What all parts of one PDF share. */
export interface Page {
  doc: PDFKit.PDFDocument
  type: Typesetter
  root: PDFKit.PDFStructureElement
  width: number
  height: number
  /** Left, right and below. */
  margin: number
  top: number
  /** Pages of the whole document. */
  pages: number
  baseUrl: string | null
}

/** A page at one size of type. */
export interface Frame {
  page: Page
  sheet: Sheet
  left: number
  width: number
}

/** Where a sentence leads; nowhere without a public address. */
export function linkTo({ page }: Frame, { text, href }: { text: string; href: string }): Leads {
  return { url: page.baseUrl === null ? null : `${page.baseUrl}${href}`, label: text }
}

/** A section's title over an ink rule, its sentence beside it. */
export function heading(title: string, lead: { text: string; href: string }, frame: Frame): Block {
  const { sheet, left, width, page } = frame
  const name = sheet.set(title, { size: 11, weight: 600, color: ink.ink }, width / 2, 1)
  const indent = (name.lines[0]?.width ?? 0) + 10 * sheet.scale
  const beside = sheet.set(lead.text, { size: 8.8, weight: 400, color: ink.ink2 }, width - indent)
  const height = Math.max(name.height, beside.height + 2 * sheet.scale)
  return {
    height: height + 6 * sheet.scale,
    draw: (y) => {
      page.doc.outline.addItem(title)
      sheet.write(page.root, 'H2', name, left, y)
      sheet.write(page.root, 'P', beside, left + indent, y + 2 * sheet.scale, linkTo(frame, lead))
      sheet.rule(left, y + height + 2 * sheet.scale, width, 'ink')
    },
  }
}

const lackedNote =
  'Signs in {braces} are Unicode numbers of letters that this typeface lacks; the page in the product shows them.'

/** When and by which installation it was built, and the page's number, under a hairline. */
export const footer = {
  height: 24,
  draw(document: ReportDocument, { page, sheet, left, width }: Frame, number: number): void {
    const { doc, type } = page
    const y = page.height - page.margin - 12
    const style = { size: 7.4 / sheet.scale, weight: 400, color: ink.ink3 } as const
    const count = sheet.set(`Page ${number} of ${page.pages}`, style, width, 1)
    const right = left + width - (count.lines[0]?.width ?? 0)
    const note = type.lacked ? ` · ${lackedNote}` : ''
    const meta = sheet.set(`${document.meta}${note}`, style, width - 70, 2)
    sheet.rule(left, y - 4, width, 'hair')
    if (number === 1) sheet.write(page.root, 'P', meta, left, y)
    else sheet.decorate(meta, left, y)
    doc.markContent('Artifact', { type: 'Pagination' })
    sheet.drawLines(count, right, y)
    doc.endMarkedContent()
  },
}
