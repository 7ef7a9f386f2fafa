import type { Viewer } from '@/lib/auth/viewer'
import { type CsvCell, toCsv, toCsvLines } from '@/lib/format/csv'
import { readLines } from '@/lib/jobs/stored-lines-store'
import { differenceLines } from './chosen-areas'
import { accepting, decodeDifference } from './comparison'
import type { GuidedAt } from './guided-access'
import { comparisonOf } from './guided-pages-service'
import type { DifferenceFilter } from './guided-schema'
import type { AreaResult, Difference, DifferencePage } from './guided-view'

/** Differences on one page. */
export const differencesPerPage = 100
/** Pages that can be leafed through; the export has all. */
const mostPages = 200

type At = GuidedAt & { comparisonId: string | null }

/**
 * One page of the differences of a comparison (null: the newest). Reads no further than that page, unless nobody counted
 * what the filter asks for.
 */
export async function listDifferences(
  _viewer: Viewer,
  at: At,
  filter: DifferenceFilter,
): Promise<DifferencePage> {
  const { guided, comparison } = await comparisonOf(at)
  const acceptedBy = accepting(guided.accepted)
  const first = (filter.page - 1) * differencesPerPage
  const isCounted = filter.kind === null || filter.accepted === null
  const rows: DifferencePage['rows'] = []
  let seen = 0
  for await (const line of readLines(comparison.id, differenceLines)) {
    const difference = decodeDifference(line)
    const by = acceptedBy(difference)
    if (!fits(difference, by !== null, filter)) continue
    if (seen >= first && rows.length < differencesPerPage) {
      const reason = by === null ? null : (guided.accepted[by]?.reason ?? null)
      rows.push({ ...difference, acceptedBecause: reason })
    }
    seen += 1
    if (isCounted && rows.length >= differencesPerPage) break
  }
  const total = isCounted ? totalOf(comparison.summary?.areas ?? [], filter) : seen
  const pages = Math.max(1, Math.min(mostPages, Math.ceil(total / differencesPerPage)))
  return { rows, total, page: filter.page, pages }
}

function fits(
  difference: Difference,
  isAccepted: boolean,
  { area, kind, accepted }: DifferenceFilter,
): boolean {
  return (
    (area === null || difference.area === area) &&
    (kind === null || difference.kind === kind) &&
    (accepted === null || isAccepted === (accepted === 'accepted'))
  )
}

/** From the counts; they tell nothing of kind and acceptance together. */
function totalOf(areas: readonly AreaResult[], { area, kind, accepted }: DifferenceFilter): number {
  const chosen = areas.filter((each) => area === null || each.area === area)
  const count = (each: AreaResult) => {
    if (kind !== null) return each[kind]
    if (accepted !== null) return accepted === 'open' ? each.open : each.accepted
    return each.open + each.accepted
  }
  return chosen.reduce((sum, each) => sum + count(each), 0)
}

type ExportedRow = Readonly<
  Record<'area' | 'part' | 'key' | 'kind' | 'before' | 'after' | 'accepted', CsvCell>
>

const columns = [
  ['area', 'Area'],
  ['part', 'Part'],
  ['key', 'What'],
  ['kind', 'How'],
  ['before', 'Before'],
  ['after', 'After'],
  ['accepted', 'Accepted because'],
] as const

/** Rows of one piece of the file. */
const rowsOfPiece = 500

/** All differences of a comparison as a CSV file, in pieces. Throws not-found before the first. */
export async function exportDifferences(
  _viewer: Viewer,
  at: At,
): Promise<{ fileName: string; chunks: AsyncIterable<string> }> {
  const { guided, comparison } = await comparisonOf(at)
  const acceptedBy = accepting(guided.accepted)
  const day = (comparison.comparedAt ?? comparison.createdAt).toISOString().slice(0, 10)
  async function* chunks(): AsyncGenerator<string> {
    yield toCsv(columns, [])
    let rows: ExportedRow[] = []
    for await (const line of readLines(comparison.id, differenceLines)) {
      const difference = decodeDifference(line)
      const by = acceptedBy(difference)
      rows.push({ ...difference, accepted: by === null ? null : (guided.accepted[by]?.reason ?? null) })
      if (rows.length < rowsOfPiece) continue
      yield toCsvLines(columns, rows)
      rows = []
    }
    if (rows.length > 0) yield toCsvLines(columns, rows)
  }
  return { fileName: `differences-${day}.csv`, chunks: chunks() }
}
