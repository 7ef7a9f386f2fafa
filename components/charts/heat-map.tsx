import Link from 'next/link'
import { type HeatQuarter, type HeatStep, heatQuarters } from '@/lib/charts/calendar-heat'
import { HeatKeys } from './heat-keys'

export interface HeatMapDay {
  /** "2026-11-23". */
  date: string
  step: HeatStep
  /** What stands in the cell: a number, or nothing. */
  text: string
  /** The day in a sentence: "Mon 23 November 2026: 3 of 4 on time". */
  said: string
  /** Where the day opens; null where there is nothing to open. */
  href: string | null
}

interface HeatMapProps {
  days: readonly HeatMapDay[]
  /** Gets a ring. */
  today: string
  /** Read after the number in a cell by those who do not see it: "%". */
  unit?: string
}

const weekdays = [
  ['Mon', 'M'],
  ['Tue', 'T'],
  ['Wed', 'W'],
  ['Thu', 'T'],
  ['Fri', 'F'],
  ['Sat', 'S'],
  ['Sun', 'S'],
] as const

function Day({ day, today, unit }: { day: HeatMapDay | null; today: string; unit: string }) {
  if (!day) return <td className="heat-none" />
  const { step, text, said, href } = day
  const names = [step === null ? 'heat-empty' : `heat-${step}`, day.date === today && 'heat-today']
  return (
    <td className={names.filter(Boolean).join(' ')} title={said}>
      {href !== null ? (
        <Link href={href} prefetch={false}>
          {text}
          <span className="vh">
            {unit && ` ${unit}`}: {said}
          </span>
        </Link>
      ) : (
        text
      )}
      {day.date === today && <span className="vh"> today</span>}
    </td>
  )
}

function Quarter({
  quarter,
  today,
  unit,
}: {
  quarter: HeatQuarter<HeatMapDay>
  today: string
  unit: string
}) {
  return (
    <table className="heat num">
      <caption>{quarter.name}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">Week</span>
          </th>
          {weekdays.map(([name, letter]) => (
            <th key={name} scope="col" abbr={name}>
              <span aria-hidden="true">{letter}</span>
              <span className="vh">{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quarter.weeks.map((week) => (
          <tr key={week.days.find(Boolean)?.date ?? week.number}>
            <th scope="row">
              <span className="vh">Week </span>
              {week.number}
            </th>
            {week.days.map((day, index) => (
              <Day key={day?.date ?? weekdays[index]?.[0]} day={day} today={today} unit={unit} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/**
 * Days as tables of weeks × weekdays, darker where it was worse. It is a table for everybody; where a script
 * runs it is one tab stop, and the arrow keys lead from day to day.
 */
export function HeatMap({ days, today, unit = '' }: HeatMapProps) {
  return (
    <HeatKeys>
      {heatQuarters(days).map((quarter) => (
        <Quarter key={quarter.name} quarter={quarter} today={today} unit={unit} />
      ))}
    </HeatKeys>
  )
}
