import type { ReportTone } from '@/lib/reports/report-document'
import { ink, toneInk } from './ink'
import { drawShape } from './pdf-shapes'
import type { Line, Typesetter, Weight } from './pdf-type'

export interface Style {
  size: number
  weight: Weight
  color: string
}

/** A paragraph that is broken into lines; nothing of it is drawn yet. */
export interface Paragraph {
  lines: readonly Line[]
  style: Style
  lead: number
  height: number
}

/** Something of known height, drawn at any place. */
export interface Block {
  height: number
  draw(y: number): void
}

/** Where a text leads. */
export interface Leads {
  url: string | null
  /** What the link says to somebody who cannot see it. */
  label: string
}

type Parent = PDFKit.PDFStructureElement

/** Draws text and rules with their tags. Sizes are those of the page times its scale. */
export class Sheet {
  constructor(
    readonly doc: PDFKit.PDFDocument,
    readonly type: Typesetter,
    readonly scale: number,
  ) {}

  /** Breaks a text; `lines` at most, the last one ends in "…" when there is more. */
  set(text: string, style: Style, width: number, lines = Number.POSITIVE_INFINITY): Paragraph {
    const scaled = { ...style, size: style.size * this.scale }
    const all = this.type.lines(text, style.weight, scaled.size, width)
    const kept = all.slice(0, lines)
    const last = kept.at(-1)
    if (all.length > kept.length && last) kept[kept.length - 1] = this.cut(last, scaled, width)
    const lead = scaled.size * 1.36
    return { lines: kept, style: scaled, lead, height: kept.length * lead }
  }

  private cut({ pieces }: Line, { weight, size }: Style, width: number): Line {
    let text = pieces.map((piece) => piece.actual ?? piece.text).join('')
    for (;;) {
      const shorter = this.type.pieces(`${text.trimEnd()}…`, weight)
      const length = this.type.widthOf(shorter, size)
      if (length <= width || text.length === 0) return { pieces: shorter, width: length }
      text = [...text].slice(0, -1).join('')
    }
  }

  /** Draws a paragraph as content of one structure element. */
  write(parent: Parent, tag: string, paragraph: Paragraph, x: number, y: number, leads?: Leads): void {
    if (paragraph.lines.length === 0) return
    const isLink = leads !== undefined && leads.url !== null
    const content = this.doc.markStructureContent(isLink ? 'Link' : tag)
    this.drawLines(paragraph, x, y)
    this.doc.endMarkedContent()
    if (!isLink) {
      parent.add(this.doc.struct(tag, {}, [content]))
      return
    }
    const link = this.doc.struct('Link')
    link.add(content)
    const width = Math.max(...paragraph.lines.map((line) => line.width))
    // The types know neither the parent nor text that is not a name.
    const tags = { structParent: link, Contents: new String(leads.label) } as object
    this.doc.link(x, y, width, paragraph.height, leads.url ?? '', tags)
    const element = tag === 'Span' ? link : this.doc.struct(tag)
    if (element !== link) element.add(link)
    parent.add(element)
  }

  /** Draws lines within whatever is open: content or decoration. */
  drawLines({ lines, style, lead }: Paragraph, x: number, y: number): void {
    const { doc } = this
    lines.forEach((line, place) => {
      let left = x
      const baseline = y + place * lead + lead * 0.76
      for (const piece of line.pieces) {
        doc.font(piece.face, style.size).fillColor(style.color)
        if (piece.actual) doc.markContent('Span', { actual: piece.actual })
        // A line ends in a space, so that words of two lines stay apart when they are copied.
        doc.text(piece.text, left, baseline, { lineBreak: false, baseline: 'alphabetic' })
        if (piece.actual) doc.endMarkedContent()
        left += doc.widthOfString(piece.text)
      }
    })
  }

  /** Draws a text that repeats what is said elsewhere. */
  decorate(paragraph: Paragraph, x: number, y: number): void {
    this.doc.markContent('Artifact', { type: 'Pagination' })
    this.drawLines(paragraph, x, y)
    this.doc.endMarkedContent()
  }

  /** A hairline; decoration for those who cannot see it. */
  rule(x: number, y: number, width: number, kind: 'ink' | 'hair'): void {
    const { doc } = this
    doc.markContent('Artifact', { type: 'Layout' })
    doc.lineWidth(kind === 'ink' ? 0.9 : 0.5).strokeColor(kind === 'ink' ? ink.ink : ink.line)
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke()
    doc.endMarkedContent()
  }

  /** Shape and word of a state; returns nothing for a tone that has neither. */
  state(parent: Parent, tone: ReportTone, word: Paragraph, x: number, y: number): void {
    const size = word.style.size * 1.12
    drawShape(this.doc, tone, x, y + (word.lead - size) / 2, size)
    this.write(parent, 'Span', word, x + size + 3 * this.scale, y)
  }

  /** The shape of a state at the left of a value; how far that moves the value. */
  shapeBeside(tone: ReportTone, value: Paragraph, x: number, y: number): number {
    if (tone === 'plain' || tone === 'off') return 0
    const size = value.style.size * 0.86
    drawShape(this.doc, tone, x, y + (value.lead - size) / 2, size)
    return size + 4 * this.scale
  }

  /** The word of a state, set to stand beside its shape. */
  stateWord(tone: ReportTone, word: string, width: number): Paragraph {
    const quiet = tone === 'ok' || tone === 'off' || tone === 'plain'
    return this.set(
      word,
      { size: 7.8, weight: quiet ? 400 : 600, color: quiet ? ink.ink2 : toneInk[tone] },
      width - 12 * this.scale,
      1,
    )
  }
}
