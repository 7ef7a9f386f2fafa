import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { NoteStanding } from '@/lib/walkthroughs/staleness'
import type { ChapterLine } from '@/lib/walkthroughs/view'

const noteNames: Readonly<Record<NoteStanding, string>> = {
  fresh: 'there',
  stale: 'older than 90 days',
  missing: 'missing',
  'not-wanted': 'not needed',
}

interface ChapterTableProps {
  systemId: string
  chapters: readonly ChapterLine[]
  /** The viewer is on the way: what is left is shown. */
  isOpen: boolean
  zone: string
  now: string
}

/** The seven chapters: what is left in each, and how old its owner's words are. */
export function ChapterTable({ systemId, chapters, isOpen, zone, now }: ChapterTableProps) {
  const columns = [
    { key: 'chapter', title: 'Chapter' },
    ...(isOpen ? [{ key: 'left', title: 'Left' }] : []),
    { key: 'note', title: 'Note of its owner' },
  ]
  return (
    <DataTable caption="Chapters" columns={columns}>
      {chapters.map(({ number, title, left, isThrough, note, noteUpdatedAt }) => (
        <tr key={number} data-row="">
          <th scope="row">
            <Link href={`/walkthroughs/${systemId}/${number}`} prefetch={false}>
              {number} · {title}
            </Link>
          </th>
          {isOpen && <Cell label="Left">{isThrough ? 'nothing' : left}</Cell>}
          <Cell label="Note of its owner">
            {note === 'missing' || note === 'stale' ? <b>{noteNames[note]}</b> : noteNames[note]}
            {noteUpdatedAt && (
              <span className="muted small">
                {' · '}
                <Moment at={noteUpdatedAt} zone={zone} now={now} />
              </span>
            )}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
