import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { WeekFigure } from '@/components/charts/week-figure'
import { KeptCalendar } from '@/components/trends/kept-calendar'
import { TrendsBar } from '@/components/trends/trends-bar'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { formatDay } from '@/lib/format/moment'
import { trendsQuery } from '@/lib/trends/schema'
import { getTrends } from '@/lib/trends/service'
import type { TrendsView } from '@/lib/trends/view'

export const metadata: Metadata = { title: 'Trends' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function TrendsPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const view = await getTrends(viewer, trendsQuery.parse(await searchParams))
  return (
    <>
      <PageHeader
        meta={<Meta view={view} />}
        headline={view.headline}
        lead="Counted by calendar week. A dotted end is the week that runs. What nobody knew then is a gap, never a zero."
      />
      <TrendsBar view={view} />
      <Section title="Findings" link={{ href: '/findings', label: 'All findings' }}>
        <WeekFigure spec={view.findings} />
      </Section>
      <div className="week-pair">
        <Section title="Grades" link={{ href: '/score', label: 'Scores' }}>
          <WeekFigure spec={view.grades} />
        </Section>
        <Section title="Median score" link={{ href: '/score', label: 'Scores' }}>
          <WeekFigure spec={view.median} />
        </Section>
        <Section title="Red flags" link={{ href: '/red-flags', label: 'Red flags' }}>
          <WeekFigure spec={view.flags} />
        </Section>
        <Section title="Alert noise">
          <WeekFigure spec={view.noise} />
        </Section>
      </div>
      <Section title="Maintenance on time" link={{ href: '/tasks?view=record', label: 'Record' }}>
        <WeekFigure spec={view.maintenance} />
        <KeptCalendar days={view.days} today={view.today} team={view.query.team} />
      </Section>
    </>
  )
})

function Meta({ view }: { view: TrendsView }) {
  const day = (date: string) => formatDay(new Date(`${date}T00:00:00Z`), 'UTC', new Date(view.now))
  return (
    <>
      {view.team ?? 'All teams'} · {day(view.from)} to {view.isRunning ? 'now' : day(view.to)} · {view.zone}
    </>
  )
}
