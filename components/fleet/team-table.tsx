import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import type { Compared } from '@/lib/fleet/measures'
import type { TeamLine } from '@/lib/fleet/view'
import { formatNumber } from '@/lib/format/measure'
import { ChangeText, fleetNumber } from './change-text'
import { GradeBar } from './grade-bar'

const columns = [
  { key: 'team', title: 'Team' },
  { key: 'grades', title: 'Grades' },
  { key: 'flags', title: 'Red flags', align: 'right' as const },
  { key: 'open', title: 'Open findings', align: 'right' as const },
  { key: 'on-time', title: 'On time', align: 'right' as const },
  { key: 'noise', title: 'Alert noise', align: 'right' as const },
  { key: 'proofs', title: 'Backups proven' },
]

function Moving({
  compared,
  betterWhen,
  unit = null,
}: {
  compared: Compared
  betterWhen: 'more' | 'less'
  unit?: string | null
}) {
  if (compared.now === null) return <span className="muted">not known</span>
  return (
    <span className="fleet-moving">
      {fleetNumber(compared.now, unit)}
      <span className="small">
        <ChangeText compared={compared} betterWhen={betterWhen} unit={unit} />
      </span>
    </span>
  )
}

function Proofs({ team }: { team: TeamLine }) {
  if (team.claimed === 0) return <span className="muted">no backup is known</span>
  const oldest = team.oldestDays === null ? null : `oldest proof ${Math.round(team.oldestDays)}\u00a0d`
  const never = team.never === 0 ? null : `${team.never} never proven`
  return (
    <span>
      <span className="num">
        {team.proven} of {team.claimed}
      </span>
      <span className="why">{[never, oldest].filter(Boolean).join(', ')}</span>
    </span>
  )
}

/** Team by team: how it stands, and how that moved within a week. Teams are compared, people never. */
export function TeamTable({ teams }: { teams: readonly TeamLine[] }) {
  return (
    <DataTable
      caption="Teams with grades, red flags, findings, maintenance, alerts and proofs"
      columns={columns}
    >
      {teams.map((team) => (
        <tr key={team.id ?? 'none'} data-row>
          <th scope="row">
            {team.id ? (
              <Link href={`/trends?team=${team.id}`} prefetch={false}>
                {team.name}
              </Link>
            ) : (
              team.name
            )}
            <span className="why">
              {team.systems === 1 ? 'one system' : `${formatNumber(team.systems)} systems`}
            </span>
          </th>
          <Cell label="Grades">
            {team.grades ? <GradeBar counts={team.grades} /> : <span className="muted">no score yet</span>}
          </Cell>
          <Cell label="Red flags" align="right">
            <Moving compared={team.flags} betterWhen="less" />
          </Cell>
          <Cell label="Open findings" align="right">
            <Moving compared={team.open} betterWhen="less" />
          </Cell>
          <Cell label="On time" align="right">
            <Moving compared={team.onTime} betterWhen="more" unit="%" />
          </Cell>
          <Cell label="Alert noise" align="right">
            <Moving compared={team.noise} betterWhen="less" unit="%" />
          </Cell>
          <Cell label="Backups proven">
            <Proofs team={team} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
