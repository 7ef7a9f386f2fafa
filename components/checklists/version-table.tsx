import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { VersionEntry } from '@/lib/checklists/view'
import { stateWords } from './words'

const columns = [
  { key: 'version', title: 'Version' },
  { key: 'state', title: 'State' },
  { key: 'questions', title: 'Questions', align: 'right' as const },
  { key: 'when', title: 'When' },
  { key: 'who', title: 'Who' },
  { key: 'links', title: <span className="vh">Look at it</span> },
]

interface Props {
  checklistKey: string
  versions: readonly VersionEntry[]
  zone: string
}

/** All versions of a checklist, newest first, each with what it changed in the one before. */
export function VersionTable({ checklistKey, versions, zone }: Props) {
  const path = `/checklists/${checklistKey}`
  return (
    <DataTable caption="Versions" columns={columns}>
      {versions.map((version, index) => {
        const before = versions[index + 1]
        return (
          <tr key={version.number}>
            <th scope="row">
              <Link href={`${path}/versions/${version.number}`} prefetch={false}>
                Version {version.number}
              </Link>
              {version.note && <span className="why">{version.note}</span>}
            </th>
            <Cell label="State" lead>
              {stateWords[version.state]}
            </Cell>
            <Cell label="Questions" align="right">
              {version.state === 'draft' ? '–' : version.controls}
            </Cell>
            <Cell label={version.state === 'draft' ? 'Edited' : 'Published'}>
              {version.at && <Moment at={version.at} zone={zone} />}
            </Cell>
            <Cell label="By">{version.by ?? 'the installation'}</Cell>
            <Cell label="Look at it">
              <span className="links">
                {before && (
                  <Link href={`${path}/compare?from=${before.number}&to=${version.number}`} prefetch={false}>
                    What changed<span className="vh"> in version {version.number}</span>
                  </Link>
                )}
                <a href={`${path}/versions/${version.number}/yaml`} download>
                  YAML<span className="vh"> of version {version.number}</span>
                </a>
              </span>
            </Cell>
          </tr>
        )
      })}
    </DataTable>
  )
}
