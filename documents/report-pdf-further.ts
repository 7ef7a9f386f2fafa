import type { ReportDocument } from '@/lib/reports/report-document'
import { ink } from './ink'
import { type Block, Sheet } from './pdf-sheet'
import { decisionsHead, layDecision } from './report-pdf-decisions'
import { type Frame, footer, heading, type Page } from './report-pdf-frame'

/** The second page: the decisions that had no place on the first. What it cannot hold is counted on its last line. */
export function drawFurtherDecisions(document: ReportDocument, page: Page, from: number): void {
  const sheet = new Sheet(page.doc, page.type, 1)
  const frame: Frame = { page, sheet, left: page.margin, width: page.width - 2 * page.margin }
  const name = `${document.title} · ${document.scope}`
  const title = sheet.set(name, { size: 8.4, weight: 400, color: ink.ink2 }, frame.width)
  sheet.decorate(title, frame.left, page.top)
  const further = document.decisions.slice(from)
  const lead = {
    text: `Numbers ${from + 1} to ${document.decisions.length}.`,
    href: document.decisionsLead.href,
  }
  const table = decisionsHead(frame)
  const head = [heading('Further decisions', lead, frame), table.block]
  const rows = further.map((decision) => layDecision(decision, frame, table))
  let y = page.top + title.height + 8
  for (const block of head) {
    block.draw(y)
    y += block.height
  }
  const bottom = page.height - page.margin - footer.height
  const kept = fitting(rows, bottom - y)
  for (const block of rows.slice(0, kept)) {
    block.draw(y)
    y += block.height
  }
  if (kept < rows.length) {
    const text = `${rows.length - kept} more wait; the page in the product lists them.`
    sheet.write(
      page.root,
      'P',
      sheet.set(text, { size: 8.8, weight: 600, color: ink.ink }, frame.width),
      frame.left,
      y + 3,
    )
  }
  footer.draw(document, frame, 2)
}

/** How many rows fit, with a line kept free for what does not. */
function fitting(rows: readonly Block[], room: number): number {
  const all = rows.reduce((sum, { height }) => sum + height, 0)
  if (all <= room) return rows.length
  let used = 18
  let count = 0
  for (const { height } of rows) {
    if (used + height > room) break
    used += height
    count += 1
  }
  return count
}
