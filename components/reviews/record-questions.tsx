import Link from 'next/link'
import { formatDay } from '@/lib/format/moment'
import type { MilestoneQuestion } from '@/lib/reviews/milestone-view'
import { quarterName } from '@/lib/reviews/quarter-name'
import { answerState, OutcomeMark } from './outcome-mark'

interface QuestionsProps {
  questions: readonly MilestoneQuestion[]
  zone: string
  at: string
}

/** The answers of a record: one row each, with what they rest on. */
export function RecordQuestions({ questions, zone, at }: QuestionsProps) {
  return (
    <ol className="record-questions">
      {questions.map((question) => (
        <li key={question.key}>
          <OutcomeMark
            state={answerState({
              outcome: question.outcome,
              isNotApplicable: question.answer?.kind === 'not-applicable',
            })}
          />
          <div>
            <p>
              <span className="muted num">{question.position}</span> <strong>{question.question}</strong>
            </p>
            <Answer question={question} />
            {question.note && <p className="small">Note: {question.note}</p>}
            <Evidence question={question} zone={zone} at={at} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Answer({ question }: { question: MilestoneQuestion }) {
  const { label, isFromData, suggestion, answeredBy, previous, isReproof, finding } = question
  return (
    <p className="small">
      {label ?? 'Not answered this time'}
      {label !== null && answeredBy && (
        <span className="muted">
          {' '}
          · {isFromData ? 'data, confirmed by' : 'answered by'} {answeredBy}
        </span>
      )}
      {suggestion?.from === 'data' && <span className="muted"> · data: {suggestion.statement}</span>}
      {previous?.quarter && label !== previous.label && (
        <span className="muted">
          {' '}
          · {quarterName(previous.quarter)}: {previous.label}
        </span>
      )}
      {isReproof && <span className="muted"> · shown again by chance</span>}
      {finding && (
        <>
          {' '}
          ·{' '}
          <Link href={`/findings/${finding.number}`} prefetch={false}>
            F-{finding.number}
          </Link>
        </>
      )}
    </p>
  )
}

function Evidence({ question, zone, at }: { question: MilestoneQuestion; zone: string; at: string }) {
  if (question.evidence.length === 0) return null
  return (
    <ul className="record-evidence small">
      {question.evidence.map(({ id, title, url, sha256, capturedAt, capturedBy }) => (
        <li key={id}>
          <Link href={`/evidence/${id}`} prefetch={false}>
            {title}
          </Link>{' '}
          <span className="muted">
            {url && `${url}, `}
            {formatDay(new Date(capturedAt), zone, new Date(at))}
            {capturedBy && ` by ${capturedBy}`}, sha256 <code>{sha256.slice(0, 16)}…</code>
          </span>
        </li>
      ))}
    </ul>
  )
}
