import { coreQuestionWords } from '@/lib/assessments/core-findings'
import type { ChapterPart } from '@/lib/walkthroughs/chapters/chapter'
import type { ChapterView } from '@/lib/walkthroughs/view'

/** One chapter on paper: everything that can be read, nothing that can be pressed. */
export function BookletChapter({ chapter }: { chapter: ChapterView }) {
  const { number, title, know, note, parts, core, steps } = chapter
  return (
    <section className="sec booklet" aria-labelledby={`chapter-${number}`}>
      <header className="sec-head">
        <h2 id={`chapter-${number}`}>
          {number} · {title}
        </h2>
      </header>
      <p className="muted small">{know.join(' ')}</p>
      {note.text && <p className="prose walk-note">{note.text}</p>}
      {parts.map((part) => (
        <Part key={part.anchor} part={part} />
      ))}
      {core.map(({ question, recorded }) => (
        <div key={question} className="keep">
          <h3>{coreQuestionWords[question]}</h3>
          <p>
            {recorded === null
              ? 'Shown once you have answered for yourself.'
              : recorded.length === 0
                ? 'Nothing is recorded.'
                : recorded.join('; ')}
          </p>
        </div>
      ))}
      <div className="keep">
        <h3>Go and find</h3>
        <ul className="facts-list">
          {steps.map(({ key, task }) => (
            <li key={key}>{task}</li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function Part({ part: { title, lead, rows } }: { part: ChapterPart }) {
  return (
    <div className="keep">
      <h3>{title}</h3>
      {lead && <p className="muted">{lead}</p>}
      {rows.length > 0 && (
        <dl className="walk-rows">
          {rows.map(({ what, said, detail, href }) => (
            <div key={`${what} ${said} ${href}`} className="walk-row">
              <dt>{what}</dt>
              <dd>
                {said}
                {detail && <span className="muted small"> · {detail}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
