import { stringify } from 'csv-stringify/sync'

/** A cell of a table that is exported. */
export type CsvCell = string | number | boolean | Date | null

/** Spreadsheets take a cell for a formula when it begins so, in plain or in full width; or after a break. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** Where a spreadsheet parts lines by semicolons or tabs, as in half of Europe, a cell begins behind each of them. */
const formulaBehindSeparator = /([;\t][ \u00a0]*)([=+\-@\uff1d\uff0b\uff0d\uff20])/g

/**
 * A table as CSV (RFC 4180): header line, CRLF, UTF-8 with a mark so that spreadsheets read it as such. Text that a
 * spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers, instants are ISO 8601.
 */
export function toCsv<Row extends Readonly<Record<string, CsvCell>>>(
  columns: readonly (readonly [key: keyof Row & string, title: string])[],
  rows: readonly Row[],
): string {
  const lines = cellsOf(columns, rows)
  return stringify([columns.map(([, title]) => harmless(title)), ...lines], { ...style, bom: true })
}

/** Further lines of a table that is too long for one piece: what follows the header line of toCsv. */
export function toCsvLines<Row extends Readonly<Record<string, CsvCell>>>(
  columns: readonly (readonly [key: keyof Row & string, title: string])[],
  rows: readonly Row[],
): string {
  return stringify(cellsOf(columns, rows), style)
}

const style = {
  record_delimiter: '\r\n',
  // By itself it quotes only what holds a whole CRLF.
  quoted_match: /[\r\n]/,
}

const cellsOf = <Row extends Readonly<Record<string, CsvCell>>>(
  columns: readonly (readonly [key: keyof Row & string, title: string])[],
  rows: readonly Row[],
) => rows.map((row) => columns.map(([key]) => harmless(row[key] ?? null)))

function harmless(cell: CsvCell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell !== 'string') return String(cell)
  const text = cell.replaceAll(formulaBehindSeparator, "$1'$2")
  return formulaStart.test(text) ? `'${text}` : text
}
