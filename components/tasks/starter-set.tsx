'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { InlineCode } from '@/components/ui/inline-code'
import type { FormState } from '@/lib/form-state'
import type { ProposedTask, TaskProposal } from '@/lib/tasks/task-view'
import { tierNames } from './tier-names'

interface StarterProps {
  proposal: TaskProposal
  /** Sets that were chosen by hand: they come back when something is refused. */
  chosenSets: readonly string[]
  action: FormAction
}

interface ProposedProps {
  task: ProposedTask
  state: FormState
  /** When the work of its tier is due: said over the list. */
  usual: string
}

function Proposed({ task, state, usual }: ProposedProps) {
  const ticked = state.values ? (state.values['keys[]'] ?? '').split(',').includes(task.key) : true
  const facts = [
    `${task.expectedMinutes} min`,
    task.scheduleText !== usual && task.scheduleText,
    task.after && `after “${task.after}”`,
    task.needsDowntime && 'needs downtime',
    task.needsVerification && 'verify afterwards',
    task.idempotent === 'no' && 'not safe to do twice',
  ].filter(Boolean)
  return (
    <li className="starter">
      <div>
        <label className="choice">
          <input
            key={String(ticked)}
            type="checkbox"
            name="keys[]"
            value={task.key}
            defaultChecked={ticked}
          />
          <span>
            <strong>{task.title}</strong>
            <span className="row-why block">
              <InlineCode text={task.why} />
            </span>
          </span>
        </label>
        <details className="disclosure">
          <summary>
            How<span className="vh">: {task.title}</span>
          </summary>
          <p className="prose stored-text">
            <InlineCode text={task.procedure} />
          </p>
        </details>
      </div>
      <div className="starter-facts small">
        <p>{facts.join(' · ')}</p>
        {task.evidenceWanted && <p className="muted">What shows it: {task.evidenceWanted}</p>}
        <Automation task={task} />
      </div>
    </li>
  )
}

function Automation({ task: { automation } }: { task: ProposedTask }) {
  if (!automation) return null
  const { by, kinds } = automation
  const names = kinds.map(({ title }) => title).join(', ')
  const checks = kinds.length === 1 ? 'a check' : 'checks'
  return (
    <p className="muted">
      {by === 'check' ? `Done by ${checks}` : `Could be done by ${checks}`}: {names}
    </p>
  )
}

/** What could be planned: ticked, to be looked through, added in one go. */
export function StarterSet({ proposal, chosenSets, action }: StarterProps) {
  return (
    <ActionForm action={action} submit="Add the ticked tasks">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={proposal.systemId} />
          {chosenSets.map((key) => (
            <input key={key} type="hidden" name="sets[]" value={key} />
          ))}
          {state.fields?.keys && (
            <p className="field-error" id="keys">
              {state.fields.keys}
            </p>
          )}
          {proposal.sets.map((set) => (
            <section key={set.name} className="sec" aria-label={set.name}>
              <header className="sec-head">
                <h3>{set.name}</h3>
                <span className="muted num">{set.tasks.length}</span>
              </header>
              {(['daily', 'weekly', 'monthly', 'quarterly'] as const).map((tier) => {
                const tasks = set.tasks.filter((task) => task.tier === tier)
                const [first] = tasks
                if (!first) return null
                return (
                  <fieldset key={tier} className="proposals">
                    <legend>
                      {tierNames[tier]} <span className="proposals-when">{first.scheduleText}</span>
                    </legend>
                    <ul className="rows">
                      {tasks.map((task) => (
                        <Proposed key={task.key} task={task} state={state} usual={first.scheduleText} />
                      ))}
                    </ul>
                  </fieldset>
                )
              })}
            </section>
          ))}
        </>
      )}
    </ActionForm>
  )
}
