import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { withQuery } from '@/components/ui/query-link'
import type { DifferencePage } from '@/lib/verifications/guided-view'
import { kindWords, partWords } from './kind-words'

const columns = [
  { key: 'key', title: 'What' },
  { key: 'kind', title: 'How it differs' },
  { key: 'before', title: 'Before' },
  { key: 'after', title: 'After' },
  { key: 'accepted', title: 'Accepted' },
]

interface DifferenceTableProps {
  rows: DifferencePage['rows']
  /** This page with its filter: accepting one begins here with its key filled in. */
  path: string
  filter: Readonly<Record<string, string | null>>
  mayAccept: boolean
}

/** What is not as it was, thing by thing. */
export function DifferenceTable({ rows, path, filter, mayAccept }: DifferenceTableProps) {
  return (
    <DataTable caption="Differences" columns={columns}>
      {rows.map(({ area, part, key, kind, before, after, acceptedBecause }) => (
        <tr key={`${part} ${key} ${kind}`} data-row>
          <th scope="row" className="guided-key">
            {key}
            <span className="muted small block font-normal">{partWords(area, part)}</span>
          </th>
          <Cell label="How it differs" lead>
            <VerdictBadge
              verdict={acceptedBecause === null ? kindWords[kind].verdict : 'not-applicable'}
              word={kindWords[kind].word}
            />
          </Cell>
          <Cell label="Before">{before ?? <span className="muted">was not there</span>}</Cell>
          <Cell label="After">{after ?? <span className="muted">is not there</span>}</Cell>
          <Cell label="Accepted">
            {acceptedBecause ??
              (mayAccept ? (
                <Link
                  className="noprint"
                  href={`${withQuery(path, filter, { pattern: key })}#accept`}
                  prefetch={false}
                  aria-label={`Accept ${key}`}
                >
                  Accept
                </Link>
              ) : (
                <span className="muted">no</span>
              ))}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
