import { InlineCode } from '@/components/ui/inline-code'
import { Section } from '@/components/ui/section'
import type { TaskPage } from '@/lib/tasks/task-view'
import { measureName } from './measure-text'

const again: Readonly<Record<TaskPage['task']['idempotent'], string>> = {
  yes: 'Safe to do twice',
  no: 'Not safe to do twice',
  unknown: 'Nobody has said whether it is safe to do twice',
}

/** Lines of a text as paragraphs; numbered or dashed ones as they stand. */
function Lines({ text }: { text: string }) {
  return text.split(/\n+/).map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a stored text never move
    <p key={index}>
      <InlineCode text={line} />
    </p>
  ))
}

/** Why it is done, how, and what shows that it was. */
export function TaskText({ task }: { task: TaskPage['task'] }) {
  return (
    <Section title="What to do" id="what">
      <dl className="terms">
        <div>
          <dt>Why</dt>
          <dd className="prose">
            <Lines text={task.why} />
          </dd>
        </div>
        <div>
          <dt>How</dt>
          <dd className="prose">
            <Lines text={task.procedure} />
          </dd>
        </div>
        <div>
          <dt>What shows it</dt>
          <dd>
            {task.evidenceWanted || <span className="muted">Nothing particular is wanted.</span>}
            {task.evidencePolicy === 'required' && <b> (needed)</b>}
            {task.measureLabel && <p>And a number: {measureName(task.measureLabel, task.measureUnit)}.</p>}
          </dd>
        </div>
        <div>
          <dt>Done twice</dt>
          <dd>
            {again[task.idempotent]}
            {task.idempotentProof ? `: ${task.idempotentProof}` : '.'}
          </dd>
        </div>
      </dl>
    </Section>
  )
}
