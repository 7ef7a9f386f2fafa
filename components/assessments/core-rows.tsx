import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import type { FormAction } from '@/components/ui/action-form'
import { Section } from '@/components/ui/section'
import { coreQuestionWords } from '@/lib/assessments/core-findings'
import type { CoreQuestion } from '@/lib/assessments/schema'
import type { CoreItemView, CoreQuestionsView } from '@/lib/assessments/view'
import type { Watcher } from '@/lib/assessments/watch-core'
import { CoreEntryFold, EndEntry } from './core-entry-form'

const examples: Readonly<Record<CoreQuestion, string>> = {
  accumulates: 'log files, dead rows, uploads that nobody deletes',
  expires: 'certificates, API keys, a domain, a licence',
  drifts: 'settings changed by hand, dependencies, the schema of a copy',
  'breaks-silently': 'the backup, a nightly job, the alerting itself',
}

interface CoreRowsProps {
  view: CoreQuestionsView
  systemId: string
  actions: { add: FormAction; change: FormAction; end: FormAction }
}

/** The four questions, each with what was written down and who watches it. */
export function CoreRows({ view, systemId, actions }: CoreRowsProps) {
  return view.rows.map(({ question, items }) => (
    <Section key={question} title={coreQuestionWords[question]} id={question} count={items.length}>
      {items.length === 0 && (
        <p className="sec-note">Nothing is written down. Think of {examples[question]}.</p>
      )}
      <ul className="rows">
        {items.map((item) => (
          <Item key={item.id} item={item} view={view} systemId={systemId} actions={actions} />
        ))}
      </ul>
      {view.editable && (
        <div className="folds">
          <CoreEntryFold
            label="Write something down"
            systemId={systemId}
            question={question}
            choices={view.choices}
            action={actions.add}
            example={examples[question]}
          />
        </div>
      )}
    </Section>
  ))
}

interface ItemProps extends CoreRowsProps {
  item: CoreItemView
}

function Item({ item, view, systemId, actions }: ItemProps) {
  return (
    <li className="core-item">
      <VerdictBadge
        verdict={item.isWatched ? 'ok' : 'unknown'}
        word={item.isWatched ? 'Watched' : 'Nobody watches'}
      />
      <div>
        <p>
          <strong>{item.what}</strong>
        </p>
        {item.watchers.length === 0 && (
          <p className="muted small">No check, question or task is linked to it.</p>
        )}
        {item.watchers.map((watcher) => (
          <p key={watcher.kind} className="muted small">
            <Link href={placeOf(watcher, systemId)} prefetch={false}>
              {watcher.sentence}
            </Link>
          </p>
        ))}
        {view.editable && (
          <div className="folds">
            <CoreEntryFold
              label="Change"
              systemId={systemId}
              question={item.question}
              choices={view.choices}
              action={actions.change}
              item={item}
              example={examples[item.question]}
            />
          </div>
        )}
      </div>
      {view.editable && <EndEntry item={item} action={actions.end} />}
    </li>
  )
}

function placeOf({ kind, id }: Watcher, systemId: string): string {
  if (kind === 'check') return `/checks/${id}`
  return kind === 'task' ? `/tasks/${id}` : `/systems/${systemId}/controls/${id}`
}
