import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { formatNumber } from '@/lib/format/measure'
import type { AreaResult } from '@/lib/verifications/guided-view'
import { areaQuestions } from '@/lib/verifications/view'
import { areaState } from './kind-words'

const columns = [
  { key: 'area', title: 'Area' },
  { key: 'state', title: 'Result' },
  { key: 'equal', title: 'Equal', align: 'right' as const },
  { key: 'missing', title: 'Missing', align: 'right' as const },
  { key: 'differs', title: 'Differs', align: 'right' as const },
  { key: 'extra', title: 'Extra', align: 'right' as const },
  { key: 'unknown', title: 'Not comparable', align: 'right' as const },
  { key: 'accepted', title: 'Accepted', align: 'right' as const },
]
const figures = ['equal', 'missing', 'differs', 'extra', 'unknown', 'accepted'] as const

/** What a comparison came to, area by area; each leads to its differences. */
export function AreaResults({
  areas,
  path,
}: {
  areas: readonly AreaResult[]
  /** Page of the differences; none where nothing leads on (a printed record). */
  path: string | null
}) {
  return (
    <DataTable caption="Areas of the comparison" columns={columns}>
      {areas.map((area) => {
        const { title } = areaQuestions[area.area]
        const hasMore = path !== null && area.missing + area.differs + area.extra + area.unknown > 0
        return (
          <tr key={area.area} data-row={hasMore || undefined} className={hasMore ? 'link-row' : undefined}>
            <th scope="row">
              {hasMore ? (
                <Link href={`${path}?area=${area.area}`} prefetch={false}>
                  {title}
                </Link>
              ) : (
                title
              )}
            </th>
            <Cell label="Result" lead>
              <VerdictBadge {...areaState(area)} />
            </Cell>
            {figures.map((figure) => (
              <Cell
                key={figure}
                label={columns.find(({ key }) => key === figure)?.title ?? figure}
                align="right"
              >
                {area.isChosen ? formatNumber(area[figure]) : '–'}
              </Cell>
            ))}
          </tr>
        )
      })}
    </DataTable>
  )
}
