import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { WeekFigure } from '@/components/charts/week-figure'
import { BoardView } from '@/components/tasks/board-view'
import { CalendarView } from '@/components/tasks/calendar-view'
import { DueView } from '@/components/tasks/due-view'
import { occurrenceSaid } from '@/components/tasks/occurrence-said'
import { RecordView } from '@/components/tasks/record-view'
import { TasksFrame } from '@/components/tasks/tasks-frame'
import { YearView } from '@/components/tasks/year-view'
import { FormMessage } from '@/components/ui/form-message'
import { Section } from '@/components/ui/section'
import type { Viewer } from '@/lib/auth/viewer'
import { smallWeekFrame } from '@/lib/charts/week-chart'
import { type TasksQuery, tasksQuery } from '@/lib/tasks/schema'
import { getBoard, getCalendar, getDueList, getRecordMatrix, getYearHeat } from '@/lib/tasks/service'
import type { TasksHead } from '@/lib/tasks/view'
import { getKeptWeeks } from '@/lib/trends/service'
import { occurrenceFormAction } from './actions'

export const metadata: Metadata = { title: 'Tasks' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function TasksPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const search = await searchParams
  const query = tasksQuery.parse(search)
  const { head, content } = await view(viewer, query)
  return (
    <TasksFrame query={query} head={head}>
      <FormMessage tone="ok">{occurrenceSaid(search.said)}</FormMessage>
      {content}
    </TasksFrame>
  )
})

async function view(viewer: Viewer, query: TasksQuery): Promise<{ head: TasksHead; content: ReactNode }> {
  switch (query.view) {
    case 'due': {
      const list = await getDueList(viewer, query)
      return { head: list.head, content: <DueView list={list} query={query} /> }
    }
    case 'board': {
      const board = await getBoard(viewer, query)
      return {
        head: board.head,
        content: <BoardView board={board} query={query} move={occurrenceFormAction} />,
      }
    }
    case 'calendar': {
      const calendar = await getCalendar(viewer, query)
      return { head: calendar.head, content: <CalendarView calendar={calendar} query={query} /> }
    }
    case 'record': {
      const [matrix, weeks] = await Promise.all([getRecordMatrix(viewer, query), getKeptWeeks(viewer, query)])
      const content = (
        <>
          <RecordView matrix={matrix} query={query} />
          {matrix.rows.length > 0 && (
            <Section title="On time, week by week" link={{ href: '/trends', label: 'Trends' }}>
              <WeekFigure spec={weeks} frame={smallWeekFrame} />
            </Section>
          )}
        </>
      )
      return { head: matrix.head, content }
    }
    case 'year': {
      const heat = await getYearHeat(viewer, query)
      return { head: heat.head, content: <YearView heat={heat} query={query} /> }
    }
  }
}
