'use client'

import { useQuery } from '@tanstack/react-query'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { fetchJson } from '@/components/ui/fetch-json'
import { FormMessage } from '@/components/ui/form-message'
import { InlineCode } from '@/components/ui/inline-code'
import { Section } from '@/components/ui/section'
import type { TrialView } from '@/lib/trials/view'
import { PasswordForm } from './password-form'
import { SystemForm } from './system-form'

export interface TrialProps {
  id: string
  viewerId: string
  mayAllow: boolean
  /** The system that it will belong to; null: a new one. */
  to: { id: string; name: string } | null
  choices: { people: { id: string; name: string }[]; teams: { id: string; name: string }[] }
  actions: { test: FormAction; retry: FormAction; allow: FormAction; create: FormAction; extend: FormAction }
}

/** Seconds without a result after which the page asks whether a worker runs. */
const patience = 6

/** A live test: what was reached, what each proposed check says, and the form that makes a system of it. */
export function TrialResultView(props: TrialProps) {
  const { data: trial, error } = useQuery({
    queryKey: ['trial', props.id],
    queryFn: ({ signal }) => fetchJson<TrialView>(`/api/trials/${props.id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.pending ? 500 : false),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!trial) return <FormMessage>{error?.message}</FormMessage>
  const { result } = trial
  // First contact failed: nothing behind it can be tried, so nothing can be saved.
  const closed = !trial.pending && result.fault !== null
  return (
    <>
      <Section title="Test" id="test">
        <div className={`trial-head evidence ${tone(trial)}`}>
          <p aria-live="polite">
            <Headline trial={trial} />
          </p>
          <p className="muted">
            <code>{trial.address}</code>
          </p>
          {error && <p className="field-error">{error.message}</p>}
          {result.notes.map((note) => (
            <p key={note}>
              <InlineCode text={note} />
            </p>
          ))}
          {result.missingGrants.map((grant) => (
            <p key={grant}>
              <InlineCode text={grant} />
            </p>
          ))}
          {closed && <WayOut trial={trial} {...props} />}
        </div>
      </Section>
      {!closed && (
        <SystemForm
          trial={trial}
          viewerId={props.viewerId}
          choices={props.choices}
          to={props.to}
          action={props.to ? props.actions.extend : props.actions.create}
        />
      )}
    </>
  )
}

function Headline({ trial }: { trial: TrialView }) {
  const { pending, ageSeconds, result } = trial
  if (pending) {
    if (result.version) return <strong>{result.sentence} Trying the checks …</strong>
    return (
      <strong>
        {ageSeconds > patience ? `No answer for ${ageSeconds} s. Is the worker running?` : 'Testing …'}
      </strong>
    )
  }
  if (result.status === 'reached')
    return <VerdictBadge verdict="ok" word={<strong>{result.sentence}</strong>} />
  return <VerdictBadge verdict="fail" word={<strong>{result.sentence}</strong>} />
}

/** What helps when the first contact failed: open the network, type the password again, or just try again. */
function WayOut({ trial, mayAllow, to: system, actions }: TrialProps & { trial: TrialView }) {
  const to = system?.id ?? ''
  const { suggestion, fault } = trial.result
  const retry = <VerbForm action={actions.retry} verb="Test again" values={{ trialId: trial.id, to }} />
  if (suggestion) {
    return mayAllow ? (
      <VerbForm
        action={actions.allow}
        verb={`Allow ${suggestion} for checks`}
        values={{ trialId: trial.id, to }}
      />
    ) : (
      <>
        <p>
          An administrator can allow {suggestion} for checks under Admin, Network. Your address is kept for 10
          minutes.
        </p>
        {retry}
      </>
    )
  }
  if (fault === 'authentication' && trial.kind === 'postgres')
    return <PasswordForm address={trial.address} to={to} action={actions.test} />
  return fault === 'egress-denied' ? null : retry
}

function tone({ pending, result }: TrialView): string {
  if (pending) return 'evidence-unknown'
  return result.status === 'reached' ? '' : 'evidence-fail'
}
