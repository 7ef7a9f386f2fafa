import { SeverityMark } from '@/components/findings/severity-mark'
import { Section } from '@/components/ui/section'
import { conditionWords, sourceWords, thresholdWords } from '@/lib/checklists/compare-versions'
import type { Control } from '@/lib/checklists/schema'
import type { ControlReading } from '@/lib/checklists/view'
import { evidenceWords, typeWords } from './words'

/** The questions of a version to read, area by area. */
export function ControlList({ controls }: { controls: readonly ControlReading[] }) {
  const areas = [...new Set(controls.map(({ control }) => control.area))]
  return areas.map((area, index) => {
    const inArea = controls.filter(({ control }) => control.area === area)
    return (
      <Section key={area} title={area} id={`area-${index + 1}`} count={inArea.length}>
        <ol className="controls">
          {inArea.map((reading) => (
            <ControlEntry key={reading.control.key} reading={reading} />
          ))}
        </ol>
      </Section>
    )
  })
}

function ControlEntry({ reading: { control, count } }: { reading: ControlReading }) {
  return (
    <li id={`control-${control.key}`} className="control keep">
      <div className="control-head">
        <h3>{control.question}</h3>
        <SeverityMark severity={control.severity} />
      </div>
      <p className="muted small">
        <code>{control.key}</code> · {typeWords[control.type]}
        {count && count.asked > 0 && ` · answered by ${count.answered} of ${count.asked}`}
      </p>
      <p className="prose">{control.why}</p>
      <details className="disclosure">
        <summary>
          <span className="vh">{control.key}: </span>
          {control.choices.length > 0 ? 'Choices, remedy and rules' : 'Remedy and rules'}
        </summary>
        <Choices control={control} />
        <Rules control={control} />
      </details>
    </li>
  )
}

function Choices({ control }: { control: Control }) {
  if (control.choices.length === 0) return null
  return (
    <ul className="control-choices">
      {control.choices.map((choice) => (
        <li key={choice.key}>
          <span className={`choice-outcome choice-${choice.outcome}`}>{choice.outcome}</span>
          <span>
            {choice.label}
            {choice.improvement && <span className="muted block">{choice.improvement}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Rules({ control }: { control: Control }) {
  const sources = sourceWords(control)
  const rules: [string, string | null][] = [
    ['What to do', control.remediation],
    ['Threshold', thresholdWords(control)],
    ['Answered by', sources.length > 0 ? `${sources.join('; ')}; else a person` : 'a person'],
    ['Evidence', evidenceWords[control.evidencePolicy]],
    ['Valid for', `${control.validForDays} days`],
    ['Applies', conditionWords(control) ?? 'to every system'],
    ['Counts under', control.dimension],
    ['Proves', control.proofOf],
  ]
  return (
    <dl className="terms">
      {rules.map(
        ([name, text]) =>
          text !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{control.type === 'auto' ? text.replace('; else a person', '') : text}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
