import Link from 'next/link'
import type { FormAction } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import { coreQuestionWords } from '@/lib/assessments/core-findings'
import { outcomeNames } from '@/lib/walkthroughs/outcomes'
import type { ChapterPage, CoreView, QuestionView, StepView } from '@/lib/walkthroughs/view'
import { CoreForm, NoteForm, StepForm } from './path-forms'
import { QuestionForm } from './question-form'

interface Actions {
  step: FormAction
  question: FormAction
  core: FormAction
  note: FormAction
}

interface WorkProps {
  page: ChapterPage
  actions: Actions
  zone: string
}

/** What the owner wants newcomers to know. */
export function ChapterNote({ page, actions, zone }: WorkProps) {
  const { note, noteWanted, number } = page.chapter
  if (!note.text && !noteWanted && !page.mayWriteNote) return null
  return (
    <Section title="From its owner" id="note">
      {note.text ? (
        <>
          <p className="prose walk-note">{note.text}</p>
          <p className="muted small">
            {note.updatedBy ?? 'Somebody'}
            {note.updatedAt && (
              <>
                {', '}
                <Moment at={note.updatedAt} zone={zone} now={page.now} />
              </>
            )}
            {note.standing === 'stale' && ' · older than 90 days: it may not hold any more'}
          </p>
        </>
      ) : (
        <p className="sec-note">
          {noteWanted
            ? `Nobody has written down yet: ${noteWanted}`
            : 'Data tell this chapter; a note is optional.'}
        </p>
      )}
      {page.mayWriteNote && (
        <details className="disclosure noprint">
          <summary>{note.text ? 'Change the note, or say that it still holds' : 'Write a note'}</summary>
          <NoteForm
            systemId={page.system.id}
            chapter={number}
            wanted={noteWanted}
            note={note}
            action={actions.note}
          />
        </details>
      )}
    </Section>
  )
}

/** What the newcomer goes and finds. */
export function ChapterSteps({ page, actions }: WorkProps) {
  const { steps, number } = page.chapter
  const own = page.own
  return (
    <Section
      title="Go and find"
      id="steps"
      count={own ? `${steps.filter(({ outcome }) => outcome).length} of ${steps.length}` : steps.length}
    >
      <ol className="walk-steps">
        {steps.map((step, index) => (
          <li key={step.key} id={`step-${step.key}`}>
            <p>
              <strong>{step.task}</strong> <span className="muted">{step.hint}</span>
            </p>
            {step.outcome && <StepSaid step={step} />}
            {own?.isOpen && (
              <details className="disclosure" open={step.outcome === null}>
                <summary>{step.outcome ? 'Change it' : 'What came of it?'}</summary>
                <StepForm
                  walkthroughId={own.id}
                  chapter={number}
                  step={step}
                  isFirst={index === 0}
                  action={actions.step}
                />
              </details>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function StepSaid({ step: { outcome, comment, findingNumber } }: { step: StepView }) {
  if (!outcome) return null
  return (
    <p>
      {outcomeNames[outcome]}
      {comment && `: ${comment}`}
      {findingNumber !== null && (
        <>
          {' · '}
          <Link href={`/findings/${findingNumber}`} prefetch={false}>
            F-{findingNumber}
          </Link>
        </>
      )}
    </p>
  )
}

/** The core questions of the chapter: the own answer first. */
export function ChapterCore({ page, actions }: WorkProps) {
  const { core, number } = page.chapter
  return core.map((each) => (
    <Section key={each.question} title={coreQuestionWords[each.question]} id={each.question}>
      {each.own !== null && (
        <p>
          <span className="muted">You: </span>
          {each.own}
        </p>
      )}
      {each.recorded === null && page.own?.isOpen && (
        <CoreForm
          walkthroughId={page.own.id}
          chapter={number}
          question={each.question}
          action={actions.core}
        />
      )}
      {each.recorded === null && !page.own?.isOpen && (
        <p className="sec-note">Start the walkthrough to answer first; then what is recorded is shown.</p>
      )}
      {each.recorded !== null && <Recorded core={each} systemId={page.system.id} />}
    </Section>
  ))
}

function Recorded({ core: { recorded }, systemId }: { core: CoreView; systemId: string }) {
  return (
    <>
      {recorded?.length === 0 ? (
        <p className="sec-note">Recorded: nothing. If you know something, it is new.</p>
      ) : (
        <>
          <p className="sec-note">Recorded:</p>
          <ul className="facts-list">
            {recorded?.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </>
      )}
      <p className="small noprint">
        <Link href={`/systems/${systemId}/core-questions`} prefetch={false}>
          The core questions of this system
        </Link>
      </p>
    </>
  )
}

/** The questions of the chapter, the open ones with their options. */
export function ChapterQuestions({ page, actions }: WorkProps) {
  const { questions, number } = page.chapter
  const own = page.own
  if (!own || questions.length === 0) return null
  const firstOpen = questions.find(isOpenQuestion)?.key
  return (
    <Section
      title="Questions"
      id="questions"
      count={`${questions.filter(({ isRight }) => isRight).length} of ${questions.length}`}
    >
      <ol className="walk-steps">
        {questions.map((question) => (
          <li key={question.key}>
            {own.isOpen && isOpenQuestion(question) ? (
              <QuestionForm
                key={question.options.join()}
                walkthroughId={own.id}
                chapter={number}
                question={question}
                action={actions.question}
                hasKeys={question.key === firstOpen}
              />
            ) : (
              <Answered question={question} />
            )}
            {question.tries.length > 0 && !question.isRight && (
              <p className="sec-note">
                The answer stands under <a href={`#${question.anchor}`}>{question.place || 'this chapter'}</a>
                .
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

const isOpenQuestion = ({ isRight, isWithdrawn }: QuestionView) => !isRight && !isWithdrawn

function Answered({ question: { text, tries, isRight, isWithdrawn } }: { question: QuestionView }) {
  return (
    <>
      <p>{text}</p>
      <p>
        {isRight && <strong>{tries.at(-1)}</strong>}
        {isRight && (
          <span className="muted"> · right {tries.length === 1 ? 'at once' : `at try ${tries.length}`}</span>
        )}
        {isWithdrawn && !isRight && (
          <span className="muted">
            Taken back: what it asked for is gone from the data. You need not answer it.
          </span>
        )}
        {!isRight && !isWithdrawn && <span className="muted">Not answered.</span>}
      </p>
    </>
  )
}
