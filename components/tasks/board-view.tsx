import Link from 'next/link'
import type { FormAction } from '@/components/ui/action-form'
import { formatNumber } from '@/lib/format/measure'
import type { TasksQuery } from '@/lib/tasks/schema'
import {
  type Board,
  type BoardColumn,
  boardColumns,
  columnNames,
  type OccurrenceLine,
} from '@/lib/tasks/view'
import { BoardDrag } from './board-drag'
import { MoveMenu } from './move-menu'
import { OccurrenceBadge } from './occurrence-badge'
import { occurrenceWord } from './occurrence-word'
import { isFiltered, tasksHref } from './tasks-href'
import { NothingMatches, NothingPlanned } from './tasks-nothing'

interface BoardProps {
  board: Board
  query: TasksQuery
  move: FormAction
}

function Card({
  line,
  column,
  board,
  query,
  move,
}: BoardProps & { line: OccurrenceLine; column: BoardColumn }) {
  const { zone, now } = board.head
  const who = line.claimedBy ?? line.owner
  return (
    <li className="card" data-row data-card={column}>
      <p className="card-title">
        <Link href={`/tasks/${line.taskId}?occurrence=${line.id}`} prefetch={false}>
          {line.title}
        </Link>
      </p>
      <p className="card-line">
        <span>{line.system}</span>
        <span className="muted">{line.tier}</span>
        {who && (
          <abbr className="initials" title={line.claimedBy ? `${who.name} is on it` : `Owner: ${who.name}`}>
            {who.initials}
          </abbr>
        )}
      </p>
      <p className="card-line">
        <OccurrenceBadge status={line.status} word={occurrenceWord(line, zone, new Date(now))} />
        {line.blockedReason && column === 'blocked' && <span className="card-why">{line.blockedReason}</span>}
      </p>
      {line.editable && column !== 'done' && (
        <MoveMenu line={line} column={column} back={tasksHref(query)} action={move} />
      )}
    </li>
  )
}

const empty: Readonly<Record<BoardColumn, string>> = {
  due: 'Nothing is due.',
  doing: 'Nobody has begun anything.',
  blocked: 'Nothing is blocked.',
  done: 'Nothing was done in seven days.',
}

function Column({ column, ...props }: BoardProps & { column: BoardColumn }) {
  const { rows, total } = props.board.columns[column]
  return (
    <section className="board-column" aria-labelledby={`column-${column}`} data-column={column}>
      <header className="sec-head">
        <h2 id={`column-${column}`}>{columnNames[column]}</h2>
        <span className="muted num">
          {rows.length < total
            ? `${formatNumber(rows.length)} of ${formatNumber(total)}`
            : formatNumber(total)}
        </span>
        {column === 'done' && <span className="muted small">7 days</span>}
      </header>
      {rows.length === 0 ? (
        <p className="sec-note">{empty[column]}</p>
      ) : (
        <ul className="cards">
          {rows.map((line) => (
            <Card key={line.id} line={line} column={column} {...props} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Who works on what. A card is moved by its menu; dragging it presses the same buttons. */
export function BoardView(props: BoardProps) {
  const { board, query } = props
  if (board.head.counts.tasks === 0) {
    return isFiltered(query) ? <NothingMatches query={query} /> : <NothingPlanned head={board.head} />
  }
  return (
    <BoardDrag>
      {boardColumns.map((column) => (
        <Column key={column} column={column} {...props} />
      ))}
    </BoardDrag>
  )
}
