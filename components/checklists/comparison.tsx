import type { ReactNode } from 'react'
import { SeverityMark } from '@/components/findings/severity-mark'
import { Section } from '@/components/ui/section'
import type { ControlChange, FieldChange, VersionComparison } from '@/lib/checklists/compare-versions'
import type { Control } from '@/lib/checklists/schema'

interface Props {
  comparison: VersionComparison
  /** Per control, the systems whose answer to the version before is valid; absent where answers are no question. */
  answers?: Readonly<Record<string, number>>
}

/** What one version says otherwise than another: first what has to be answered again. */
export function Comparison({ comparison, answers }: Props) {
  const { words, added, removed, changed, isReordered } = comparison
  const again = changed.filter(({ carriesOver }) => !carriesOver)
  const kept = changed.filter(({ carriesOver }) => carriesOver)
  return (
    <>
      <Changes
        title="Asked anew"
        note="Type, threshold or choices changed: answers to the version before do not count any more."
        changes={again}
        answers={answers}
      />
      <Controls title="Added" controls={added} />
      <Controls title="Removed" controls={removed} answers={answers} />
      <Changes
        title="Changed, answers stay"
        note="The wording, the weight or the rules changed; the question is the same."
        changes={kept}
        answers={answers}
      />
      {(words.length > 0 || isReordered) && (
        <Section title="The checklist itself">
          {words.length > 0 && <Fields fields={words} />}
          {isReordered && <p className="sec-note">Questions are asked in another order.</p>}
        </Section>
      )}
    </>
  )
}

function Changes({
  title,
  note,
  changes,
  answers,
}: {
  title: string
  note: string
  changes: readonly ControlChange[]
  answers: Props['answers']
}) {
  if (changes.length === 0) return null
  return (
    <Section title={title} count={changes.length}>
      <p className="sec-note">{note}</p>
      <ul className="controls">
        {changes.map(({ after, fields, carriesOver }) => (
          <Entry key={after.key} control={after} side={answerWords(answers?.[after.key], carriesOver)}>
            <Fields fields={fields} />
          </Entry>
        ))}
      </ul>
    </Section>
  )
}

function Controls({
  title,
  controls,
  answers,
}: {
  title: string
  controls: readonly Control[]
  answers?: Props['answers']
}) {
  if (controls.length === 0) return null
  return (
    <Section title={title} count={controls.length}>
      <ul className="controls">
        {controls.map((control) => (
          <Entry key={control.key} control={control} side={goneWords(answers?.[control.key])}>
            <p className="prose muted">{control.why}</p>
          </Entry>
        ))}
      </ul>
    </Section>
  )
}

function Entry({ control, side, children }: { control: Control; side: string | null; children: ReactNode }) {
  return (
    <li className="control keep">
      <div className="control-head">
        <h3>{control.question}</h3>
        <SeverityMark severity={control.severity} />
      </div>
      <p className="muted small">
        <code>{control.key}</code>
        {side && ` · ${side}`}
      </p>
      {children}
    </li>
  )
}

function Fields({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <dl className="terms field-changes">
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {before !== null && (
              <del>
                <span className="vh">was </span>
                {before}
              </del>
            )}
            {before !== null && after !== null && <br />}
            {after === null ? (
              <span className="muted">nothing any more</span>
            ) : (
              <ins>
                <span className="vh">is </span>
                {after}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const systems = (count: number) => `${count} ${count === 1 ? 'system' : 'systems'}`

function answerWords(count: number | undefined, carriesOver: boolean): string | null {
  if (count === undefined) return null
  return carriesOver ? `${systems(count)} keep their answer` : `${systems(count)} must answer again`
}

const goneWords = (count: number | undefined): string | null =>
  count === undefined ? null : `the answers of ${systems(count)} count here no more`
