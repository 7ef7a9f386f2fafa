import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { CapacityTable } from '@/components/capacity/capacity-table'
import { seriesHref } from '@/components/capacity/series-href'
import { TrendFigure } from '@/components/charts/trend-figure'
import { SystemPartHeader } from '@/components/systems/system-part-header'
import { VerbForm } from '@/components/ui/action-form'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { Section } from '@/components/ui/section'
import { systemCapacityHeadline } from '@/lib/capacity/headline'
import { seriesTrend } from '@/lib/capacity/series-trend'
import { getSystemCapacity } from '@/lib/capacity/service'
import { getSystemHead } from '@/lib/overview/service'
import { forecastNowAction } from './actions'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Capacity' }

export default pageDoor(async function SystemCapacityPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const { forecast } = await searchParams
  const { system } = await getSystemHead(viewer, id)
  const capacity = await getSystemCapacity(viewer, id)
  const zone = viewer.timeZone
  const { rows, figures, now } = capacity
  return (
    <>
      <SystemPartHeader
        system={system}
        part="capacity"
        headline={systemCapacityHeadline(system.name, rows, zone, new Date(now))}
        actions={
          capacity.mayForecast && (
            <VerbForm action={forecastNowAction} verb="Forecast again" values={{ systemId: id }} />
          )
        }
      />
      <FormMessage tone="ok">
        {forecast !== undefined && /^\d{1,4}$/.test(String(forecast))
          ? `Forecast again from what is measured by now: ${forecast} series.`
          : undefined}
      </FormMessage>
      {rows.length === 0 ? (
        <EmptyState title="Nothing of this system is known to run out.">
          None of its checks measures something with a limit, or none has measured yet. Disks, memory,
          connections, sequences, certificates and backup volumes appear here by themselves.
        </EmptyState>
      ) : (
        <CapacityTable caption={`Capacity of ${system.name}`} rows={rows} zone={zone} now={now} isOneSystem />
      )}
      {figures.map((figure) => (
        <Section
          key={`${figure.row.checkId} ${figure.row.key}`}
          title={figure.row.resource}
          id={`series-${figure.row.checkId}-${encodeURIComponent(figure.row.key)}`}
          link={{ href: seriesHref(figure.row), label: 'Method and what if' }}
        >
          <TrendFigure spec={seriesTrend(figure, zone)} />
        </Section>
      ))}
    </>
  )
})
