import type { ReportDecision } from '@/lib/reports/report-document'
import { ink } from './ink'
import type { Block, Style } from './pdf-sheet'
import { type Frame, linkTo } from './report-pdf-frame'

const columns = [
  { title: 'Decision', share: 0.36 },
  { title: 'Why now', share: 0.36 },
  { title: 'Who', share: 0.14 },
  { title: 'When', share: 0.14 },
] as const

export interface DecisionTable {
  block: Block
  /** Made when the head is drawn; rows join it. */
  body: { current: PDFKit.PDFStructureElement | null }
}

const edges = ({ left, width }: Frame) => {
  let x = left
  return columns.map(({ share }) => {
    const column = { x, width: width * share - 8 }
    x += width * share
    return column
  })
}

/** The titles of the columns. */
export function decisionsHead(frame: Frame): DecisionTable {
  const { sheet, page } = frame
  const style: Style = { size: 7.6, weight: 600, color: ink.ink3 }
  const places = edges(frame)
  const titles = columns.map(({ title }, column) => sheet.set(title, style, places[column]?.width ?? 0, 1))
  const body: DecisionTable['body'] = { current: null }
  return {
    body,
    block: {
      height: (titles[0]?.height ?? 0) + 1,
      draw: (y) => {
        const table = page.doc.struct('Table')
        page.root.add(table)
        body.current = table
        const row = page.doc.struct('TR')
        table.add(row)
        titles.forEach((title, column) => {
          const cell = page.doc.struct('TH', { scope: 'Column' } as object)
          row.add(cell)
          sheet.write(cell, 'P', title, places[column]?.x ?? 0, y)
        })
      },
    },
  }
}

/** One decision as a row of the table. */
export function layDecision(decision: ReportDecision, frame: Frame, { body }: DecisionTable): Block {
  const { sheet, page, left, width } = frame
  const places = edges(frame)
  const strong: Style = { size: 9, weight: 600, color: ink.ink }
  const plain: Style = { size: 8.8, weight: 400, color: ink.ink2 }
  const texts = [decision.ask, decision.why, decision.person, decision.by]
  const cells = texts.map((text, column) =>
    sheet.set(text, column === 0 ? strong : plain, places[column]?.width ?? 0, 3),
  )
  const padding = 2.6 * sheet.scale
  const height = Math.max(...cells.map((cell) => cell.height)) + 2 * padding
  return {
    height,
    draw: (y) => {
      sheet.rule(left, y, width, 'hair')
      const row = page.doc.struct('TR')
      body.current?.add(row)
      cells.forEach((cell, column) => {
        const made = column === 0 ? page.doc.struct('TH', { scope: 'Row' } as object) : page.doc.struct('TD')
        row.add(made)
        const leads = column === 0 ? linkTo(frame, { text: decision.ask, href: decision.href }) : undefined
        sheet.write(made, 'P', cell, places[column]?.x ?? 0, y + padding, leads)
      })
    },
  }
}
