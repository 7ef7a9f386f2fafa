'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  type StripDay,
  stripDayLabel,
  stripHeight,
  stripPaths,
  stripSummary,
  stripWidth,
} from '@/lib/charts/status-strip'
import { formatDay } from '@/lib/format/moment'

interface StatusStripProps {
  days: readonly StripDay[]
  /** Whose days: "orders-db". */
  name: string
  /** Where a day opens: its date is appended, e.g. "/systems/1?day=". */
  hrefBase: string
  /** The open day. */
  selected: string | null
}

const week = 7

/** Where the focus goes from bar `at`; null for keys that are not ours. */
export function stripStep(key: string, at: number, count: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageUp: at - week,
    PageDown: at + week,
    Home: 0,
    End: count - 1,
  }
  const target = targets[key]
  return target === undefined ? null : Math.min(Math.max(target, 0), count - 1)
}

// Rolled up by UTC days, so named by UTC days.
const dayText = (day: string) => formatDay(new Date(`${day}T00:00:00Z`), 'UTC', new Date(`${day}T00:00:00Z`))

/**
 * Every day opens, also the good ones. One tab stop; arrows, Home, End, PageUp and PageDown move inside.
 * Without JavaScript the days are plain links.
 */
export function StatusStrip({ days, name, hrefBase, selected }: StatusStripProps) {
  const list = useRef<HTMLOListElement>(null)
  const [current, setCurrent] = useState<number | null>(null)
  const start = Math.max(
    0,
    days.findIndex(({ day }) => day === selected),
  )

  // Roving begins only where a script can move the focus.
  useEffect(() => setCurrent(selected ? start : days.length - 1), [days.length, selected, start])

  const onKeyDown = (event: KeyboardEvent) => {
    const target = stripStep(event.key, current ?? 0, days.length)
    if (target === null) return
    event.preventDefault()
    setCurrent(target)
    list.current?.querySelectorAll('a')[target]?.focus()
  }

  return (
    <ol ref={list} className="strip-days" aria-label={`${name}, ${stripSummary(days)}`} onKeyDown={onKeyDown}>
      {days.map((day, index) => (
        <li key={day.day}>
          <a
            href={`${hrefBase}${day.day}#day`}
            title={stripDayLabel(day, dayText(day.day))}
            aria-current={day.day === selected ? 'date' : undefined}
            tabIndex={current === null || current === index ? 0 : -1}
            onFocus={() => setCurrent(index)}
          >
            <span className="vh">{stripDayLabel(day, dayText(day.day))}</span>
            <svg
              viewBox={`0 0 ${stripWidth(1)} ${stripHeight}`}
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              {stripPaths([day]).map(({ look, path }) => (
                <path key={look} className={`strip-${look}`} d={path} vectorEffect="non-scaling-stroke" />
              ))}
            </svg>
          </a>
        </li>
      ))}
    </ol>
  )
}
