import type { ReportTone } from '@/lib/reports/report-document'
import { ink, toneInk } from './ink'

const octagon = 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z'

/** The shape of a state on a grid of 16, as components/checks/state-shape.tsx draws it. A word stands beside it. */
export function drawShape(
  doc: PDFKit.PDFDocument,
  tone: ReportTone,
  x: number,
  y: number,
  size: number,
): void {
  if (tone === 'plain') return
  doc.markContent('Artifact', { type: 'Layout' })
  doc
    .save()
    .translate(x, y)
    .scale(size / 16)
  doc.fillColor(toneInk[tone]).strokeColor(toneInk[tone]).lineCap('butt').lineJoin('miter')
  strokes[tone](doc)
  doc.restore()
  doc.endMarkedContent()
}

const strokes: Readonly<Record<Exclude<ReportTone, 'plain'>, (doc: PDFKit.PDFDocument) => void>> = {
  fail: (doc) => {
    doc.path(octagon).fill()
    doc.path('M5.4 5.4l5.2 5.2m0 -5.2l-5.2 5.2').lineWidth(1.8).stroke(ink.surface)
  },
  warn: (doc) => {
    doc.path('M8 2.2l6.3 11.3H1.7z').lineJoin('round').lineWidth(1.6).stroke()
    doc.path('M8 6.4v3.4M8 11.2v1').lineWidth(1.7).stroke()
  },
  unknown: (doc) => {
    doc.circle(8, 8, 6.2).lineWidth(1.5).dash(2.6, { space: 1.73 }).stroke().undash()
    doc.path('M6.3 6.6a1.75 1.75 0 1 1 2.7 1.5c-.7.46-1 .8-1 1.5M8 10.9v1').lineWidth(1.4).stroke()
  },
  accepted: (doc) => {
    doc.path(octagon).lineWidth(1.5).stroke()
    doc.path('M8 4.8V8l2.2 1.6').lineWidth(1.5).stroke()
  },
  ok: (doc) => {
    doc.path('M3 8.6l3.3 3.2L13 4.6').lineWidth(1.9).stroke()
  },
  off: (doc) => {
    doc.path('M3 8h10').lineWidth(1.6).stroke()
  },
}
