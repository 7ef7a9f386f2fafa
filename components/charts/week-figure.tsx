import { DataTable } from '@/components/ui/data-table'
import type { WeekChartSpec, WeekFrame } from '@/lib/charts/week-chart'
import { formatMeasure } from '@/lib/format/measure'
import { WeekSvg } from './week-svg'

/** What the shades of stacked columns stand for: more than four series cannot be labelled at their ends. */
function Legend({ series }: Pick<WeekChartSpec, 'series'>) {
  return (
    <ul className="week-legend" aria-hidden="true">
      {series.map(({ key, name, look }) => (
        <li key={key}>
          <svg width="12" height="12" aria-hidden="true">
            <rect className={`week-bar week-${look}`} x="1" y="1" width="10" height="10" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

function Twin({ spec }: { spec: WeekChartSpec }) {
  const columns = [
    { key: 'week', title: 'Week' },
    { key: 'begins', title: 'Begins' },
    ...spec.series.map(({ key, name }) => ({ key, title: name, align: 'right' as const })),
  ]
  return (
    <details className="disclosure">
      <summary>
        Show as table<span className="vh">: {spec.name}</span>
      </summary>
      <DataTable caption={`${spec.name} by week, newest first`} columns={columns} keep>
        {spec.weeks
          .map((week, index) => (
            <tr key={week.name}>
              <th scope="row" className="font-normal num">
                {week.name.slice(5)}
              </th>
              <td className="num">
                {week.begins}
                {spec.isLastPartial && index === spec.weeks.length - 1 && (
                  <span className="muted"> so far</span>
                )}
              </td>
              {spec.series.map(({ key, values }) => {
                const value = values[index] ?? null
                return (
                  <td key={key} className="right">
                    {value === null ? (
                      <span className="muted">not known</span>
                    ) : (
                      formatMeasure(spec.unit === '%' ? Math.floor(value) : value, spec.unit)
                    )}
                  </td>
                )
              })}
            </tr>
          ))
          .reverse()}
      </DataTable>
    </details>
  )
}

/** Weeks with all that belongs to them: the sentence, the picture, its legend, the numbers. */
export function WeekFigure({ spec, frame }: { spec: WeekChartSpec; frame?: WeekFrame }) {
  return (
    <figure className="figure keep">
      <figcaption className="prose muted">{spec.summary}</figcaption>
      <WeekSvg spec={spec} {...(frame ? { frame } : {})} />
      {spec.kind === 'stack' && <Legend series={spec.series} />}
      <Twin spec={spec} />
    </figure>
  )
}
