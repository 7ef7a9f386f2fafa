import Link from 'next/link'
import { type BadgeState, VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { formatNumber } from '@/lib/format/measure'
import {
  areaQuestions,
  type MigrationView,
  missingIn,
  outcomeWords,
  type VerificationView,
} from '@/lib/verifications/view'

const columns = [
  { key: 'title', title: 'What' },
  { key: 'state', title: 'Verification' },
  { key: 'kind', title: 'Kind' },
  { key: 'when', title: 'Done' },
  { key: 'by', title: 'Recorded by' },
]

/** State of a migration: verified, something missing, or not verified yet. */
export function migrationState(migration: MigrationView): { verdict: BadgeState; word: string } {
  const missing = missingIn(migration)
  if (missing > 0) return { verdict: 'fail', word: `${missing} missing` }
  return migration.verifications.some(({ state }) => state === 'closed')
    ? { verdict: 'ok', word: 'Verified' }
    : { verdict: 'unknown', word: 'Not verified' }
}

/** What was moved, upgraded or restored in earnest, newest first. */
export function MigrationTable({
  systemId,
  migrations,
  zone,
  now,
}: {
  systemId: string
  migrations: readonly MigrationView[]
  zone: string
  now: string
}) {
  return (
    <DataTable caption="Migrations and restores in earnest, newest first" columns={columns}>
      {migrations.map((migration) => (
        <tr key={migration.id} className="link-row" data-row>
          <th scope="row">
            <Link href={`/systems/${systemId}/proofs/migrations/${migration.id}`} prefetch={false}>
              {migration.title}
            </Link>
          </th>
          <Cell label="Verification" lead>
            <VerdictBadge {...migrationState(migration)} />
          </Cell>
          <Cell label="Kind" short>
            {migration.kind === 'restore' ? 'restore in earnest' : 'migration'}
          </Cell>
          <Cell label="Done">
            <Moment at={migration.happenedAt} zone={zone} now={now} />
          </Cell>
          <Cell label="Recorded by">{migration.recordedBy ?? 'Wheeltapper'}</Cell>
        </tr>
      ))}
    </DataTable>
  )
}

const outcomeVerdicts = {
  verified: 'ok',
  missing: 'fail',
  'not-applicable': 'not-applicable',
  'not-checked': 'unknown',
} as const

const areaColumns = [
  { key: 'area', title: 'Area' },
  { key: 'outcome', title: 'Outcome' },
  { key: 'expected', title: 'Expected', align: 'right' as const },
  { key: 'found', title: 'Found', align: 'right' as const },
  { key: 'detail', title: 'What was compared' },
]

/** What was found in each area. */
export function AreaTable({ items }: Pick<VerificationView, 'items'>) {
  const text = (count: number | null) => (count === null ? '–' : formatNumber(count))
  return (
    <DataTable caption="Areas of the verification" columns={areaColumns}>
      {items.map(({ area, outcome, expected, found, missing, detail }) => (
        <tr key={area}>
          <th scope="row">{areaQuestions[area].title}</th>
          <Cell label="Outcome" lead>
            <VerdictBadge
              verdict={outcomeVerdicts[outcome]}
              word={missing > 0 ? `${missing} missing` : outcomeWords[outcome]}
            />
          </Cell>
          <Cell label="Expected" align="right">
            {text(expected)}
          </Cell>
          <Cell label="Found" align="right">
            {text(found)}
          </Cell>
          <td className="reason">{detail}</td>
        </tr>
      ))}
    </DataTable>
  )
}
