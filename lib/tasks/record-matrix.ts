import type { StoredCell } from './record-store'
import { taskTiers } from './schema'
import type { RecordCell, RecordMatrix } from './view'

const dayMs = 86_400_000

/** Cells of some systems as a matrix: columns are the tasks that any of them has, daily first. Pure. */
export function matrixOf(cells: readonly StoredCell[], now: Date): Pick<RecordMatrix, 'columns' | 'rows'> {
  const columns = [...new Map(cells.map((cell) => [cell.key, cell])).values()]
    .map(({ key, title, tier }) => ({ key, title, tier }))
    .sort(
      (a, b) =>
        taskTiers.indexOf(a.tier) - taskTiers.indexOf(b.tier) ||
        a.title.localeCompare(b.title) ||
        a.key.localeCompare(b.key),
    )
  const bySystem = Map.groupBy(cells, ({ systemId }) => systemId)
  const rows = [...bySystem.values()].map((own) => {
    const byKey = new Map(own.map((cell) => [cell.key, cell]))
    const [first] = own as [StoredCell]
    return {
      systemId: first.systemId,
      system: first.system,
      criticality: first.criticality,
      cells: columns.map(({ key }) => cellOf(byKey.get(key), now)),
    }
  })
  return { columns, rows }
}

function cellOf(cell: StoredCell | undefined, now: Date): RecordCell | null {
  if (!cell) return null
  const { taskId, title, lastDoneAt, onTimeShare, status } = cell
  return {
    taskId,
    title,
    lastDoneAt: lastDoneAt?.toISOString() ?? null,
    ageDays: lastDoneAt && Math.floor((now.getTime() - lastDoneAt.getTime()) / dayMs),
    onTimeShare,
    status,
  }
}
