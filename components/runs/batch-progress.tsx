'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { fetchJson } from '@/components/ui/fetch-json'
import { FormMessage } from '@/components/ui/form-message'
import { InlineCode } from '@/components/ui/inline-code'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import {
  type BatchItem,
  type BatchProgress,
  type BatchView,
  batchProgress,
  batchSentence,
} from '@/lib/checks/batch-view'

interface Props {
  id: string
  zone: string
  cancel: FormAction
}

/** A "run now" while it runs and after: sentence, bar, failures first, unchanged passes folded. */
export function BatchProgressView({ id, zone, cancel }: Props) {
  const { data: batch, error } = useQuery({
    queryKey: ['batch', id],
    queryFn: ({ signal }) => fetchJson<BatchView>(`/api/runs/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isOver(batchProgress(state.data)) ? false : 1_000),
  })
  if (!batch) return null
  const progress = batchProgress(batch)
  const waiting = batch.items.filter(({ verdict }) => verdict === null)
  const ran = batch.items.filter(({ verdict }) => verdict !== null)
  const quiet = ran.filter(isQuiet)
  const loud = ran.filter((item) => !isQuiet(item))
  return (
    <>
      <PageHeader
        meta={
          <>
            {batch.title} · asked for {batch.requestedBy ? `by ${batch.requestedBy} ` : ''}
            <Moment at={batch.requestedAt} zone={zone} now={batch.at} />
          </>
        }
        headline={<span aria-live="polite">{batchSentence(progress)}</span>}
        actions={<Actions batch={batch} progress={progress} cancel={cancel} />}
      />
      {error && <FormMessage>{error.message} What is shown may be out of date.</FormMessage>}
      <ProgressBar progress={progress} />
      {loud.length > 0 && (
        <Section title={progress.finished ? 'Needs a look' : 'So far'} id="loud" count={loud.length}>
          <Items items={loud} />
        </Section>
      )}
      {quiet.length > 0 && (
        <Section title="Passing as before" id="quiet" count={quiet.length}>
          <details className="disclosure" open={loud.length === 0}>
            <summary>Show {quiet.length}</summary>
            <Items items={quiet} />
          </details>
        </Section>
      )}
      {waiting.length > 0 && (
        <Section title={progress.cancelled ? 'Not run' : 'Waiting'} id="waiting" count={waiting.length}>
          <details className="disclosure">
            <summary>Show {waiting.length}</summary>
            <Items items={waiting} />
          </details>
        </Section>
      )}
    </>
  )
}

function Actions({
  batch,
  progress,
  cancel,
}: {
  batch: BatchView
  progress: BatchProgress
  cancel: FormAction
}) {
  return (
    <>
      {batch.cancellable && !isOver(progress) && (
        <VerbForm action={cancel} verb="Cancel remaining" values={{ batchId: batch.id }} />
      )}
      {batch.systemId && (
        <LinkButton href={`/systems/${batch.systemId}`}>{batch.systemName ?? 'System'}</LinkButton>
      )}
    </>
  )
}

function ProgressBar({ progress: { done, total } }: { progress: BatchProgress }) {
  return (
    <progress className="run-progress" max={total} value={done} aria-label="Checks that have run">
      {done} of {total}
    </progress>
  )
}

function Items({ items }: { items: readonly BatchItem[] }) {
  return (
    <ul className="rows">
      {items.map((item) => (
        <li key={item.checkId} className="run-row">
          <VerdictBadge
            verdict={item.verdict ?? 'never'}
            word={item.verdict === null ? 'Waiting' : undefined}
          />
          <div>
            <Link href={`/checks/${item.checkId}`} prefetch={false}>
              {item.name}
            </Link>{' '}
            <span className="muted small">{change(item)}</span>
            {item.reason && (
              <p className="row-why">
                <InlineCode text={item.reason} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What changed by this run, in words. */
function change({ verdict, verdictBefore }: BatchItem): string {
  if (verdict === null || verdict === verdictBefore) return ''
  if (verdictBefore === null) return 'first result'
  const words = {
    ok: 'passing',
    warn: 'warning',
    fail: 'failing',
    unknown: 'unknown',
    'not-applicable': 'not applicable',
  } as const
  return `was ${words[verdictBefore]}`
}

const isQuiet = ({ verdict, verdictBefore }: BatchItem) =>
  (verdict === 'ok' || verdict === 'not-applicable') && (verdictBefore === verdict || verdictBefore === null)

const isOver = ({ finished, cancelled }: BatchProgress) => finished || cancelled
