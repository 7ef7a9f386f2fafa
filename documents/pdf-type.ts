import { readFileSync } from 'node:fs'
import { join as pathOf } from 'node:path'
import { unpackWoff } from './unpack-woff'

// Setting text in IBM Plex Sans. The typeface comes in one file per script; each piece of a text is set from the first
// file that has it. What none has is written as its Unicode numbers in braces, and stays itself for screen readers,
// search and copying: nothing becomes an empty box.

export type Weight = 400 | 600

const scripts = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'] as const

/** A piece of text in one face. */
export interface Piece {
  text: string
  face: string
  /** What it stands for, where the typeface lacks it. */
  actual?: string
}

/** One line, ready to be drawn. */
export interface Line {
  pieces: readonly Piece[]
  width: number
}

interface Face {
  name: string
  has(codePoint: number): boolean
}

interface FontWithCoverage {
  font: { hasGlyphForCodePoint(codePoint: number): boolean }
}

// Every process of the product works in its folder. Resolving the package instead would be left to the build of the
// pages, which knows only files whose whole name it can read.
const fonts = pathOf(process.cwd(), 'node_modules/@fontsource/ibm-plex-sans/files')

const read = new Map<string, Buffer>()

function fontFile(script: string, weight: Weight): Buffer {
  const name = `ibm-plex-sans-${script}-${weight}-normal.woff`
  let content = read.get(name)
  if (!content) {
    content = unpackWoff(readFileSync(pathOf(fonts, name)))
    read.set(name, content)
  }
  return content
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Lines end at spaces, but never within a date or between a number and its unit. */
const breaks =
  /(?<= )(?!(?<=\d )(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|%|d\b|h\b|min\b|MB|GB|TB))/

/** Longest row of Unicode numbers that is written for what the typeface lacks. */
const shownNumbers = 4

/** Measures and parts text for one document. */
export class Typesetter {
  private readonly faces = new Map<string, Face>()
  /** Whether something had to be written as its Unicode numbers. */
  lacked = false

  constructor(private readonly doc: PDFKit.PDFDocument) {}

  /** Lines of at most so many points; a word that is longer is parted. */
  lines(text: string, weight: Weight, size: number, width: number): Line[] {
    const done: Piece[][] = []
    let current: Piece[] = []
    for (const word of text.split(breaks)) {
      const longer = join(current, this.pieces(word, weight))
      if (this.widthOf(trimmed(longer), size) <= width) {
        current = longer
        continue
      }
      if (current.length > 0) done.push(current)
      const parts = this.parted(this.pieces(word, weight), size, width)
      done.push(...parts.slice(0, -1))
      current = parts.at(-1) ?? []
    }
    if (current.length > 0) done.push(current)
    return done.map((pieces) => ({ pieces: trimmed(pieces), width: this.widthOf(trimmed(pieces), size) }))
  }

  widthOf(pieces: readonly Piece[], size: number): number {
    return pieces.reduce((sum, { face, text }) => sum + this.doc.font(face, size).widthOfString(text), 0)
  }

  /** A text in the faces that have it. */
  pieces(text: string, weight: Weight): Piece[] {
    const pieces: Piece[] = []
    for (const { segment } of graphemes.segment(text.normalize('NFC')))
      append(pieces, this.piece(segment, weight))
    return pieces.map((piece) => (piece.actual ? { ...piece, text: numbersOf(piece.actual) } : piece))
  }

  private piece(segment: string, weight: Weight): Piece {
    const codePoints = [...segment].map((sign) => sign.codePointAt(0) ?? 0)
    for (const script of scripts) {
      const face = this.face(script, weight)
      if (codePoints.every(face.has)) return { text: segment, face: face.name }
    }
    this.lacked = true
    return { text: segment, face: this.face('latin', weight).name, actual: segment }
  }

  /** A file of the typeface, opened when the first text asks for it. */
  private face(script: string, weight: Weight): Face {
    const name = `${script}-${weight}`
    const known = this.faces.get(name)
    if (known) return known
    this.doc.registerFont(name, fontFile(script, weight))
    const { font } = (this.doc.font(name) as unknown as { _font: FontWithCoverage })._font
    const face = { name, has: (codePoint: number) => font.hasGlyphForCodePoint(codePoint) }
    this.faces.set(name, face)
    return face
  }

  /** A word that is too long for a line, in parts. */
  private parted(pieces: readonly Piece[], size: number, width: number): Piece[][] {
    if (this.widthOf(trimmed(pieces), size) <= width) return [[...pieces]]
    const parts: Piece[][] = []
    let part: Piece[] = []
    for (const piece of pieces) {
      for (const next of piece.actual ? [piece] : [...piece.text].map((text) => ({ ...piece, text }))) {
        const longer = join(part, [next])
        if (part.length > 0 && this.widthOf(longer, size) > width) {
          parts.push(part)
          part = [next]
        } else part = longer
      }
    }
    return [...parts, part]
  }
}

function numbersOf(text: string): string {
  const numbers = [...text].map((sign) =>
    (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0'),
  )
  return `{${numbers.slice(0, shownNumbers).join(' ')}${numbers.length > shownNumbers ? ' …' : ''}}`
}

function append(pieces: Piece[], next: Piece): void {
  const last = pieces.at(-1)
  if (!last || last.face !== next.face || (last.actual === undefined) !== (next.actual === undefined)) {
    pieces.push({ ...next })
    return
  }
  last.text += next.text
  if (last.actual !== undefined && next.actual !== undefined) last.actual += next.actual
}

function join(left: readonly Piece[], right: readonly Piece[]): Piece[] {
  const joined = left.map((piece) => ({ ...piece }))
  for (const piece of right) {
    if (piece.actual) joined.push({ ...piece })
    else append(joined, piece)
  }
  return joined
}

function trimmed(pieces: readonly Piece[]): Piece[] {
  const last = pieces.at(-1)
  if (!last) return []
  return [...pieces.slice(0, -1), { ...last, text: last.text.trimEnd() }]
}
