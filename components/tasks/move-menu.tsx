'use client'

import Link from 'next/link'
import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { Field, fieldControl } from '@/components/ui/field'
import type { BoardColumn, OccurrenceLine } from '@/lib/tasks/view'
import { recordHref } from './tasks-href'

interface MoveMenuProps {
  line: Pick<OccurrenceLine, 'id' | 'taskId' | 'revision' | 'title' | 'system'>
  column: BoardColumn
  /** Where to be afterwards. */
  back: string
  action: FormAction
}

/** "Move to…": the ways out of a column. Forms and a link, so that they work without JavaScript. */
export function MoveMenu(props: MoveMenuProps) {
  const { line, column } = props
  const about = `${line.title} on ${line.system}`
  return (
    <details className="move">
      <summary>
        Move to…<span className="vh"> ({about})</span>
      </summary>
      <ul>
        {column === 'due' && <Step {...props} to="doing" verb="claim" label="Doing" />}
        {column === 'doing' && <Step {...props} to="due" verb="release" label="Due" />}
        {column === 'blocked' && <Step {...props} to="due" verb="unblock" label="Due" />}
        <li data-move="done">
          <Link className="btn" href={recordHref(line)} prefetch={false}>
            Done<span className="vh">: record {about}</span>
          </Link>
        </li>
        {column !== 'blocked' && <Block {...props} />}
      </ul>
    </details>
  )
}

function Step({
  line,
  back,
  action,
  to,
  verb,
  label,
}: MoveMenuProps & { to: BoardColumn; verb: string; label: string }) {
  const { id, revision, title, system } = line
  return (
    <li data-move={to}>
      <VerbForm
        action={action}
        verb={label}
        label={`${label}: ${title} on ${system}`}
        values={{ occurrenceId: id, do: verb, revision: String(revision), back }}
      />
    </li>
  )
}

function Block({ line, back, action }: MoveMenuProps) {
  const id = `reason-${line.id}`
  return (
    <li data-move="blocked">
      <ActionForm action={action} submit="Blocked" variant="default">
        {(state) => (
          <>
            <input type="hidden" name="occurrenceId" value={line.id} />
            <input type="hidden" name="do" value="block" />
            <input type="hidden" name="revision" value={line.revision} />
            <input type="hidden" name="back" value={back} />
            <Field label="What blocks it" name="reason" id={id} error={state.fields?.reason}>
              <input
                {...fieldControl('reason', { error: state.fields?.reason, id })}
                defaultValue={state.values?.reason ?? ''}
                maxLength={500}
              />
            </Field>
          </>
        )}
      </ActionForm>
    </li>
  )
}
