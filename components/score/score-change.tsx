import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Cell, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { formatDay } from '@/lib/format/moment'
import type { TrendRange } from '@/lib/score/query'
import { points, signed } from '@/lib/score/sentences'
import { type ChangeView, type ComparisonView, causeNames, type SystemScoreView } from '@/lib/score/view'

const columns = [
  { key: 'cause', title: 'Cause' },
  { key: 'posture', title: 'Points', align: 'right' as const },
  { key: 'coverage', title: 'Known', align: 'right' as const },
]

const lineColumns = [
  { key: 'what', title: 'What changed' },
  { key: 'how', title: 'How' },
  { key: 'posture', title: 'Points', align: 'right' as const },
  { key: 'coverage', title: 'Known', align: 'right' as const },
]

/** Two days side by side: the difference by cause, then control by control. */
export function ScoreChange({ score, range }: { score: SystemScoreView; range: TrendRange }) {
  const { comparison } = score
  if (score.days.length === 0) return null
  return (
    <Section title="Why did it change?" id="change">
      <Choose score={score} range={range} />
      {comparison === null ? (
        <EmptyState title="These two days cannot be compared.">
          No score was kept of one of them. Choose others from the lists.
        </EmptyState>
      ) : (
        <Comparison comparison={comparison} at={score.at} />
      )}
    </Section>
  )
}

function Choose({ score: { days, comparison, at }, range }: { score: SystemScoreView; range: TrendRange }) {
  const label = (day: string) => formatDay(new Date(`${day}T00:00:00Z`), 'UTC', new Date(at))
  return (
    <form method="get" action="#change" className="form-row choose-days">
      <input type="hidden" name="range" value={range} />
      <div className="field">
        <label htmlFor="from">From</label>
        <select id="from" name="from" defaultValue={comparison?.from.day ?? ''}>
          {days.map((day) => (
            <option key={day} value={day}>
              {label(day)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="to">To</label>
        <select id="to" name="to" defaultValue={comparison?.to.day ?? 'now'}>
          <option value="now">now</option>
          {days.map((day) => (
            <option key={day} value={day}>
              {label(day)}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit">Compare</Button>
    </form>
  )
}

function Comparison({ comparison, at }: { comparison: ComparisonView; at: string }) {
  const { from, to, causes, lines } = comparison
  const day = (text: string | null) =>
    text === null ? 'now' : formatDay(new Date(`${text}T00:00:00Z`), 'UTC', new Date(at))
  const difference = to.cappedPosture - from.cappedPosture
  const sentence = `${points(from.cappedPosture)} points on ${day(from.day)}, ${points(to.cappedPosture)} ${to.day === null ? 'now' : `on ${day(to.day)}`}: ${signed(difference)}`
  if (lines.length === 0)
    return <p className="prose sec-body">{sentence}. Nothing that counts has changed.</p>
  return (
    <>
      <p className="prose sec-body">{sentence}.</p>
      <div className="narrow">
        <DataTable caption="The difference by cause" columns={columns} keep>
          {causes.map(({ cause, posture, coverage }) => (
            <tr key={cause}>
              <th scope="row">{causeNames[cause]}</th>
              <td className="right">{signed(posture)}</td>
              <td className="right">{coverage === 0 ? '' : `${signed(coverage)} %`}</td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">Together</th>
            <td className="right">{signed(difference)}</td>
            <td className="right">{signed(to.coverage - from.coverage)} %</td>
          </tr>
        </DataTable>
      </div>
      <DataTable caption="Every change" columns={lineColumns}>
        {causes.map(({ cause }) => (
          <CauseLines
            key={cause}
            title={causeNames[cause]}
            lines={lines.filter((line) => line.cause === cause)}
          />
        ))}
      </DataTable>
    </>
  )
}

function CauseLines({ title, lines }: { title: string; lines: readonly ChangeView[] }) {
  return (
    <>
      <tr className="group">
        <th scope="rowgroup" colSpan={4}>
          {title}
        </th>
      </tr>
      {lines.map((line) => (
        <tr key={`${line.key} ${line.sentence}`}>
          <th scope="row" className="font-normal">
            {line.href ? (
              <Link href={line.href} prefetch={false}>
                {line.what}
              </Link>
            ) : (
              line.what
            )}
          </th>
          <Cell label="How">{line.sentence}</Cell>
          <Cell label="Points" align="right">
            {signed(line.posture)}
          </Cell>
          <Cell label="Known" align="right">
            {line.coverage === 0 ? '' : `${signed(line.coverage)} %`}
          </Cell>
        </tr>
      ))}
    </>
  )
}
