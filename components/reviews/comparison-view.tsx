import Link from 'next/link'
import { SeverityMark } from '@/components/findings/severity-mark'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { formatDay, formatMoment } from '@/lib/format/moment'
import type { AnswerChange, AnswerSide, ComparedQuestion, Comparison } from '@/lib/reviews/compare-milestones'
import { quarterName } from '@/lib/reviews/quarter-name'
import { answerState, OutcomeMark } from './outcome-mark'

const titles: Readonly<Record<AnswerChange, string>> = {
  worse: 'Worse',
  better: 'Better',
  other: 'Answered otherwise',
  new: 'New questions',
  removed: 'No longer asked',
  same: 'Unchanged',
}

/** Two milestones beside each other: what got worse comes first. */
export function ComparisonView({
  comparison,
  zone,
}: {
  comparison: Comparison & { sentence: string }
  zone: string
}) {
  const { before, after, questions, findings } = comparison
  const now = new Date(after.closedAt)
  const head = ({ reviewId, quarter, closedAt }: typeof before) => (
    <Link href={`/reviews/${reviewId}`} prefetch={false}>
      {quarterName(quarter)}, closed {formatDay(new Date(closedAt), zone, now)}
    </Link>
  )
  // Of one quarter, the day tells them apart.
  const nameOf = ({ quarter, closedAt }: typeof before) =>
    before.quarter === after.quarter ? formatMoment(new Date(closedAt), zone, now) : quarterName(quarter)
  const groups = Object.keys(titles) as AnswerChange[]
  return (
    <>
      <PageHeader
        meta={
          <>
            {head(before)} → {head(after)}
          </>
        }
        headline={comparison.sentence}
        lead={
          before.systemId === after.systemId
            ? undefined
            : `${before.systemName} and ${after.systemName} are two systems.`
        }
      />
      <Section title="Open at the end" id="open">
        <table className="rt rt-keep record-table">
          <caption className="vh">Findings and score of both</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className="right">
                {nameOf(before)}
              </th>
              <th scope="col" className="right">
                {nameOf(after)}
              </th>
            </tr>
          </thead>
          <tbody>
            {findings.map(({ severity, before: was, after: is }) => (
              <tr key={severity}>
                <th scope="row">
                  {severity === 'accepted' ? 'accepted risks' : <SeverityMark severity={severity} />}
                </th>
                <td className="right num">{was}</td>
                <td className="right num">{is}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">Grade, posture</th>
              <td className="right num">{scoreWords(before)}</td>
              <td className="right num">{scoreWords(after)}</td>
            </tr>
          </tbody>
        </table>
      </Section>
      {groups.map((change) => (
        <Group key={change} change={change} questions={questions.filter((each) => each.change === change)} />
      ))}
    </>
  )
}

const scoreWords = ({ grade, posture }: { grade: string | null; posture: number | null }) =>
  grade === null || posture === null ? '–' : `${grade === '?' ? 'no grade' : grade}, ${Math.round(posture)}`

function Group({ change, questions }: { change: AnswerChange; questions: readonly ComparedQuestion[] }) {
  if (questions.length === 0) return null
  const list = (
    <ul className="compared">
      {questions.map((question) => (
        <li key={question.key}>
          <p>
            {question.question}
            {question.isReworded && <span className="muted small"> · the question itself was changed</span>}
          </p>
          <p className="small">
            <Side side={question.before} /> → <Side side={question.after} />
          </p>
        </li>
      ))}
    </ul>
  )
  return (
    <Section title={titles[change]} id={change} count={questions.length}>
      {change === 'same' ? (
        <details className="disclosure">
          <summary>Show {questions.length}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </Section>
  )
}

function Side({ side }: { side: AnswerSide | null }) {
  if (!side) return <span className="muted">not asked</span>
  return (
    <>
      <OutcomeMark state={answerState(side)} />{' '}
      {side.label !== null && <span className="muted">{side.label}</span>}
    </>
  )
}
