import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { share } from '@/lib/checklists/sentences'
import type { ChecklistLine } from '@/lib/checklists/view'
import { formatNumber } from '@/lib/format/measure'
import { occasionWords } from './words'

const columns = [
  { key: 'checklist', title: 'Checklist' },
  { key: 'version', title: 'Version' },
  { key: 'occasion', title: 'Occasion' },
  { key: 'questions', title: 'Questions', align: 'right' as const },
  { key: 'systems', title: 'Systems', align: 'right' as const },
  { key: 'answered', title: 'Valid answers', align: 'right' as const },
]

/** Checklists as rows. */
export function ChecklistTable({ caption, lines }: { caption: string; lines: readonly ChecklistLine[] }) {
  return (
    <DataTable caption={caption} columns={columns}>
      {lines.map((line) => (
        <tr key={line.key} className="link-row" data-row="">
          <th scope="row">
            <Link href={`/checklists/${line.key}`} prefetch={false}>
              {line.title}
            </Link>
            <span className="why">{line.purpose}</span>
          </th>
          <Cell label="Version" short>
            <VersionWords line={line} />
          </Cell>
          <Cell label="Occasion">{occasionWords[line.occasion]}</Cell>
          <Cell label="Questions" align="right">
            {line.published === null ? '–' : formatNumber(line.controls)}
          </Cell>
          <Cell label="Systems" align="right">
            {formatNumber(line.systems)}
          </Cell>
          <Cell label="Valid answers" align="right">
            <AnsweredShare line={line} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

function VersionWords({ line: { published, draft } }: { line: ChecklistLine }) {
  return (
    <>
      {published !== null && `v${published}`}
      {published !== null && draft !== null && ', '}
      {draft !== null && <strong>draft v{draft}</strong>}
      {published === null && draft === null && '–'}
    </>
  )
}

function AnsweredShare({ line: { asked, answered } }: { line: ChecklistLine }) {
  if (asked === 0) return <span className="muted">nobody is asked</span>
  return (
    <>
      {share(answered, asked)} %{' '}
      <span className="muted">
        {formatNumber(answered)} of {formatNumber(asked)}
      </span>
    </>
  )
}
