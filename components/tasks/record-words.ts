import { type RecordCell, type RecordMatrix, statusNames } from '@/lib/tasks/view'

/** 87.5 → "87 %"; nothing while no deadline has passed. Rounded down: 99.9 % is not all. Pure. */
export function shareText(percent: number | null): string {
  return percent === null ? '' : `${Math.floor(percent)} %`
}

/** What a cell of the record says: the age of the last time, and the sentence behind it. Pure. */
export function cellWords(cell: RecordCell): { age: string; title: string } {
  const age = cell.ageDays === null ? 'never' : cell.ageDays === 0 ? 'today' : `${cell.ageDays} d`
  const last =
    cell.ageDays === null
      ? 'Never done'
      : cell.ageDays === 0
        ? 'Last done today'
        : `Last done ${cell.ageDays === 1 ? '1 day' : `${cell.ageDays} days`} ago`
  const share = shareText(cell.onTimeShare)
  const rest = share ? `, ${share} on time over 90 days` : ''
  return { age, title: `${last}${rest}. Now: ${statusNames[cell.status].toLowerCase()}` }
}

/** Systems of this page that lack the task of a column, by name. Pure. */
export function missingOn(matrix: Pick<RecordMatrix, 'rows'>, index: number): string[] {
  return matrix.rows.filter(({ cells }) => !cells[index]).map(({ system }) => system)
}
