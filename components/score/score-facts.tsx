import Link from 'next/link'
import { Section } from '@/components/ui/section'
import { formatNumber } from '@/lib/format/measure'
import { coverageForGrade } from '@/lib/score/schema'
import { nextSentence, points, signed } from '@/lib/score/sentences'
import { capSentences, type SystemScoreView } from '@/lib/score/view'
import { GradeMark } from './grade-mark'

/** The numbers of a score, each with what it says. */
export function ScoreFacts({ score }: { score: SystemScoreView }) {
  return (
    <dl className="facts">
      <div>
        <dt>Grade</dt>
        <dd>
          <GradeMark grade={score.grade} />
        </dd>
      </div>
      <div>
        <dt>Posture</dt>
        <dd className="num">{points(score.posture)} of 100</dd>
      </div>
      {score.cappedPosture < score.posture && (
        <div>
          <dt>After caps</dt>
          <dd className="num">{points(score.cappedPosture)}</dd>
        </div>
      )}
      <div>
        <dt>Coverage</dt>
        <dd className="num">{points(score.coverage)} % known</dd>
      </div>
      <div>
        <dt>Health of what is known</dt>
        <dd className="num">{score.health === null ? '–' : `${points(score.health)} %`}</dd>
      </div>
      <div>
        <dt>Left out as not applicable</dt>
        <dd className="num">
          {score.exclusions.length === 0
            ? 'nothing'
            : `${score.exclusions.length}, ${signed(score.exclusionEffect)} points`}
        </dd>
      </div>
      <div>
        <dt>Asked by</dt>
        <dd>
          {score.checklists.length === 0
            ? 'no checklist'
            : score.checklists.map(({ key, version }) => `${key}, version ${version}`).join('; ')}
        </dd>
      </div>
    </dl>
  )
}

/** Findings that hold the posture down, by name. */
export function ScoreCaps({ score }: { score: SystemScoreView }) {
  if (score.caps.length === 0) return null
  return (
    <Section title="What caps it" count={score.caps.length}>
      <ul className="plain-list">
        {score.caps.map(({ finding, at, reason, title }) => (
          <li key={finding}>
            <Link href={`/findings/${finding}`} prefetch={false}>
              <span className="num">F-{finding}</span> {title}
            </Link>{' '}
            <span className="muted">
              holds it at {at}, because {capSentences[reason]}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The shortest way to the next grade. */
export function NextGrade({ score, systemId }: { score: SystemScoreView; systemId: string }) {
  const { next } = score
  if (!next || (next.answers.length === 0 && next.caps.length === 0)) return null
  const shown = next.answers.slice(0, 8)
  return (
    <Section title={nextSentence(next, score.grade)} id="next">
      {score.grade === '?' && (
        <p className="sec-note">
          A grade needs {coverageForGrade} % known. These weigh most of what nobody has answered; if they all
          pass, the grade is {next.grade}.
        </p>
      )}
      <ol className="plain-list">
        {shown.map(({ key, question, gain }) => (
          <li key={key}>
            <Link href={`/systems/${systemId}/controls/${key}`} prefetch={false}>
              {question}
            </Link>{' '}
            <span className="muted num">{signed(gain)} points if it passes</span>
          </li>
        ))}
      </ol>
      {next.answers.length > shown.length && (
        <p className="sec-note">
          {formatNumber(next.answers.length - shown.length)} more, in the list below.
        </p>
      )}
    </Section>
  )
}
