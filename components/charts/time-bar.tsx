import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { withQuery } from '@/components/ui/query-link'
import {
  type ChartRange,
  chartRanges,
  neighbours,
  type RangeQuery,
  rangeAddress,
  rangeLabels,
  type TrendWindow,
} from '@/lib/overview/trend-range'

interface TimeBarProps {
  path: string
  /** What else the address holds; survives every change of time. */
  keep: Readonly<Record<string, string | null>>
  query: RangeQuery
  /** The range of the page where the address says nothing; a day where it is not said. */
  usual?: ChartRange
  window: TrendWindow
  now: string
  zone: string
}

const ranges = Object.keys(chartRanges) as ChartRange[]

/** Address of the page with other times. */
export const timeAddress = (
  { path, keep, query, usual = '24h' }: Pick<TimeBarProps, 'path' | 'keep' | 'query' | 'usual'>,
  change: Partial<RangeQuery>,
) => withQuery(path, keep, rangeAddress({ ...query, ...change }, usual))

function Ranges(props: TimeBarProps) {
  return (
    <nav aria-label="Range of the chart">
      <ul className="ranges">
        {ranges.map((range) => (
          <li key={range}>
            <Link
              href={timeAddress(props, { range, from: null, to: null })}
              prefetch={false}
              scroll={false}
              aria-current={range === props.window.range && props.window.isPresent ? 'true' : undefined}
            >
              {rangeLabels[range]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type Step = ReturnType<typeof neighbours>['previous']

function StepLink({
  step,
  name,
  hotkey,
  ...props
}: TimeBarProps & { step: Step; name: string; hotkey: '[' | ']' }) {
  return (
    <Link
      href={timeAddress(props, {
        from: step.from,
        to: step.to,
        ...(step.range ? { range: step.range } : {}),
      })}
      prefetch={false}
      scroll={false}
      data-hotkey={hotkey}
      aria-keyshortcuts={hotkey}
    >
      {name}
    </Link>
  )
}

/** "2026-11-03" as the form wants it, in the zone of the reader. */
const dayOf = (at: number, zone: string) =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)

/** Any days: what dragging over the chart does, for keys, fingers and without a script. */
function Dates({ path, keep, query, window, now, zone }: TimeBarProps) {
  const kept = { ...keep, compare: query.compare === 'off' ? 'off' : null }
  return (
    <details className="disclosure noprint" open={window.range === null || undefined}>
      <summary>Choose days</summary>
      <form className="time-dates" method="get" action={path}>
        {Object.entries(kept).map(([name, value]) =>
          value === null || value === '' ? null : (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        <div className="field">
          <label htmlFor="chart-from">First day</label>
          <input
            id="chart-from"
            type="date"
            name="from"
            required
            max={dayOf(Date.parse(now), zone)}
            defaultValue={dayOf(Date.parse(window.from), zone)}
          />
        </div>
        <div className="field">
          <label htmlFor="chart-to">Last day</label>
          <input
            id="chart-to"
            type="date"
            name="to"
            required
            max={dayOf(Date.parse(now), zone)}
            defaultValue={dayOf(Date.parse(window.to) - 1, zone)}
          />
        </div>
        <Button type="submit">Show</Button>
      </form>
    </details>
  )
}

/** Which time charts show: lengths, steps back and forth, the time before in grey, any days. All of it links and a form. */
export function TimeBar(props: TimeBarProps) {
  const { previous, next } = neighbours(props.window, new Date(props.now))
  const isCompared = props.query.compare === 'on'
  return (
    <>
      <div className="time-bar">
        <Ranges {...props} />
        <nav aria-label="Times before and after">
          <ul className="ranges">
            <li>
              <StepLink {...props} step={previous} name="Earlier" hotkey="[" />
            </li>
            {next && (
              <li>
                <StepLink {...props} step={next} name="Later" hotkey="]" />
              </li>
            )}
            <li>
              <Link
                href={timeAddress(props, { compare: isCompared ? 'off' : 'on' })}
                prefetch={false}
                scroll={false}
              >
                {isCompared ? `Hide ${props.window.beforeWords}` : `Show ${props.window.beforeWords}`}
              </Link>
            </li>
          </ul>
        </nav>
      </div>
      <Dates {...props} />
    </>
  )
}
