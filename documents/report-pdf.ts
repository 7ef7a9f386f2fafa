import PDFDocument from 'pdfkit'
import type { ReportDocument } from '@/lib/reports/report-document'
import { Typesetter } from './pdf-type'
import type { Page } from './report-pdf-frame'
import { decisionsInFront, layFirstPage } from './report-pdf-front'
import { drawFurtherDecisions } from './report-pdf-further'

export type Paper = 'A4' | 'LETTER'

interface PdfOptions {
  paper: Paper
  /** Public address without a slash at the end; with it, sentences are links. */
  baseUrl?: string | null
}

const sizes: Readonly<Record<Paper, readonly [width: number, height: number]>> = {
  A4: [595.28, 841.89],
  LETTER: [612, 792],
}

/** Scales that are tried until all stands on the page. */
const scales = [1.06, 1.03, 1, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82] as const

/**
 * The report as a tagged PDF: one page, and a second one when more than five decisions wait. The same document gives
 * the same bytes.
 */
export function renderReportPdf(
  document: ReportDocument,
  { paper, baseUrl = null }: PdfOptions,
): Promise<Uint8Array> {
  const [width, height] = sizes[paper]
  const builtAt = new Date(document.builtAt)
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    font: undefined,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: {
      Title: `${document.title}, ${document.scope}`,
      Subject: document.headline.text,
      Author: 'Wheeltapper',
      Creator: 'Wheeltapper',
      Producer: 'Wheeltapper',
      CreationDate: builtAt,
      ModDate: builtAt,
    },
  })
  const done = bytesOf(doc)
  doc.addPage({ size: [width, height], margin: 0 })
  const type = new Typesetter(doc)
  const pages = document.decisions.length > decisionsInFront ? 2 : 1
  const root = doc.struct('Document', { title: document.title, lang: 'en-GB' })
  doc.addStructure(root)
  const page: Page = { width, height, margin: 42, top: 32, doc, type, root, baseUrl, pages }
  drawBest(document, page)
  if (pages === 2) {
    doc.addPage({ size: [width, height], margin: 0 })
    drawFurtherDecisions(document, page, decisionsInFront)
  }
  doc.end()
  return done
}

/** The largest type in which everything fits; at the smallest, rows give way from the end of their sections. */
function drawBest(document: ReportDocument, page: Page): void {
  for (const scale of scales) {
    const front = layFirstPage(document, page, scale)
    if (!front.fits) continue
    front.draw()
    return
  }
  drawShorter(document, page, scales.at(-1) ?? 1)
}

function drawShorter(document: ReportDocument, page: Page, scale: number): void {
  const front = layFirstPage(document, page, scale)
  const shorter = front.fits ? null : withoutOneRow(document)
  if (shorter) drawShorter(shorter, page, scale)
  else front.draw()
}

/** One row less, from the section that has most; null when there is none left. */
function withoutOneRow(document: ReportDocument): ReportDocument | null {
  const most = document.sections.reduce((a, b) => (b.rows.length >= a.rows.length ? b : a))
  if (most.rows.length === 0) return null
  const sections = document.sections.map((section) =>
    section === most ? { ...section, rows: section.rows.slice(0, -1), more: section.more + 1 } : section,
  )
  return { ...document, sections }
}

function bytesOf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
}
