import type { ReactNode } from 'react'

export interface Column {
  key: string
  title: ReactNode
  align?: 'right'
  /** Says that this column is the one sorted by. */
  sort?: 'ascending' | 'descending' | undefined
}

interface DataTableProps {
  /** What the table holds, for those who do not see it. */
  caption: string
  columns: readonly Column[]
  /** Rows: `<tr>` with a `<th scope="row">` first and `<Cell label>` after it. */
  children: ReactNode
  /** Stays a table on a narrow screen (few, short columns). */
  keep?: boolean
}

/** The table of the product: hairlines, no box; labelled entries where it is narrow. */
export function DataTable({ caption, columns, children, keep = false }: DataTableProps) {
  return (
    <table className={keep ? 'rt rt-keep' : 'rt'}>
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.align} aria-sort={column.sort}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

interface CellProps {
  label: string
  align?: 'right'
  /** Stands beside the row's name on a narrow screen: its state. */
  lead?: boolean
  /** A word or two that never break. */
  short?: boolean
  children: ReactNode
}

/** A cell that keeps its column's name when the table folds. */
export function Cell({ label, align, lead = false, short = false, children }: CellProps) {
  return (
    <td
      data-l={label}
      className={[align, lead && 'row-state', short && 'nowrap'].filter(Boolean).join(' ') || undefined}
    >
      {children}
    </td>
  )
}
