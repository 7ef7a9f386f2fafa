import type { ReportDocument, ReportFigure } from '@/lib/reports/report-document'
import { ink, toneInk } from './ink'
import { type Block, type Paragraph, Sheet } from './pdf-sheet'
import { decisionsHead, layDecision } from './report-pdf-decisions'
import { type Frame, footer, heading, linkTo, type Page } from './report-pdf-frame'
import { laySection } from './report-pdf-sections'

interface Front {
  fits: boolean
  draw(): void
}

/** Decisions on the first page; further ones stand on the second. */
export const decisionsInFront = 5

/** The first page at one size of type: nothing is drawn before it is known to fit. */
export function layFirstPage(document: ReportDocument, page: Page, scale: number): Front {
  const sheet = new Sheet(page.doc, page.type, scale)
  const frame: Frame = { page, sheet, left: page.margin, width: page.width - 2 * page.margin }
  const blocks = [
    layHead(document, frame),
    layFigures(document.figures, frame),
    ...layDecisions(document, frame),
    ...document.sections.map((section, place) => laySection(section, frame, place === 0)),
  ]
  const height = blocks.reduce((sum, block) => sum + block.height, 0)
  const bottom = page.height - page.margin - footer.height
  return {
    fits: page.top + height <= bottom,
    draw: () => {
      let y = page.top
      for (const block of blocks) {
        block.draw(y)
        y += block.height
      }
      footer.draw(document, frame, 1)
    },
  }
}

function layHead(document: ReportDocument, frame: Frame): Block {
  const { sheet, left, width, page } = frame
  const title = sheet.set(
    `${document.title} · ${document.scope}`,
    { size: 8.4, weight: 400, color: ink.ink2 },
    width,
  )
  const headline = sheet.set(document.headline.text, { size: 16.5, weight: 600, color: ink.ink }, width, 3)
  const readable = Math.min(width, 430 * sheet.scale)
  const summary = document.summary.map((claim) => ({
    claim,
    text: sheet.set(claim.text, { size: 10, weight: 400, color: ink.ink }, readable, 2),
  }))
  const gap = 5 * sheet.scale
  const total = title.height + headline.height + summary.reduce((sum, { text }) => sum + text.height, 0)
  return {
    height: total + 3 * gap,
    draw: (y) => {
      sheet.write(page.root, 'P', title, left, y)
      const below = y + title.height + gap / 2
      sheet.write(page.root, 'H1', headline, left, below, linkTo(frame, document.headline))
      let next = below + headline.height + gap
      for (const { claim, text } of summary) {
        sheet.write(page.root, 'P', text, left, next, linkTo(frame, claim))
        next += text.height
      }
    },
  }
}

interface SetFigure {
  figure: ReportFigure
  label: Paragraph
  value: Paragraph
  change: Paragraph
  goal: Paragraph
}

function layFigures(figures: readonly ReportFigure[], frame: Frame): Block {
  const { sheet, left, width, page } = frame
  const column = width / Math.max(1, figures.length)
  const inner = column - 10 * sheet.scale
  const small = { size: 8, weight: 400, color: ink.ink2 } as const
  const laid = figures.map(
    (figure): SetFigure => ({
      figure,
      label: sheet.set(figure.label, small, inner, 1),
      value: sheet.set(
        figure.value,
        { size: 14.5, weight: 600, color: valueInk(figure) },
        inner - 16 * sheet.scale,
        1,
      ),
      change: sheet.set(figure.change, small, inner, 1),
      goal: sheet.set(figure.goal, small, inner, 1),
    }),
  )
  const tallest = Math.max(
    0,
    ...laid.map((set) => set.label.height + set.value.height + set.change.height + set.goal.height),
  )
  return {
    height: tallest + 13 * sheet.scale,
    draw: (y) => {
      sheet.rule(left, y, width, 'ink')
      const list = page.doc.struct('L')
      page.root.add(list)
      for (const [place, set] of laid.entries()) {
        drawFigure(set, frame, list, left + place * column, y + 4 * sheet.scale)
      }
    },
  }
}

const valueInk = ({ tone }: ReportFigure) => (tone === 'ok' ? ink.ink : toneInk[tone])

function drawFigure(
  set: SetFigure,
  frame: Frame,
  list: PDFKit.PDFStructureElement,
  x: number,
  y: number,
): void {
  const { sheet, page } = frame
  const item = page.doc.struct('LI')
  const body = page.doc.struct('LBody')
  list.add(item)
  item.add(body)
  sheet.write(body, 'P', set.label, x, y, linkTo(frame, { text: set.figure.label, href: set.figure.href }))
  const below = y + set.label.height
  const shift = sheet.shapeBeside(set.figure.tone, set.value, x, below)
  sheet.write(body, 'P', set.value, x + shift, below)
  sheet.write(body, 'P', set.change, x, below + set.value.height)
  sheet.write(body, 'P', set.goal, x, below + set.value.height + set.change.height)
}

function layDecisions(document: ReportDocument, frame: Frame): Block[] {
  const shown = document.decisions.slice(0, decisionsInFront)
  const further = document.decisions.length - shown.length
  const more = further > 0 ? ` ${further} more on page 2.` : ''
  const lead = { ...document.decisionsLead, text: `${document.decisionsLead.text}${more}` }
  const head = heading('Decisions we need', lead, frame)
  if (shown.length === 0) return [head]
  const table = decisionsHead(frame)
  return [head, table.block, ...shown.map((decision) => layDecision(decision, frame, table)), gapOf(frame)]
}

const gapOf = ({ sheet }: Frame): Block => ({ height: 9 * sheet.scale, draw: () => undefined })
