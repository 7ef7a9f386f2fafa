import type { ReactNode } from 'react'
import { InlineCode } from '@/components/ui/inline-code'
import { Section } from '@/components/ui/section'
import { formatDuration } from '@/lib/format/moment'
import type { Json } from '@/lib/json'
import type { CheckPage } from '@/lib/overview/view'

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const inWords = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

function Settings({ config }: { config: Json }) {
  const entries =
    config !== null && typeof config === 'object' && !Array.isArray(config) ? Object.entries(config) : []
  if (entries.length === 0) return <>the defaults of its kind</>
  return (
    <ul>
      {entries.map(([key, value]) => (
        <li key={key}>
          <code>
            {key}: {inWords(value)}
          </code>
        </li>
      ))}
    </ul>
  )
}

const times = (count: number) => (count === 1 ? 'the first run' : `${count} runs in a row`)

/** What the check is: what it proves, when it fails, what to do then. */
export function CheckTerms({ page }: { page: CheckPage }) {
  const { check, definition } = page
  return (
    <Section title="Definition">
      <dl className="terms">
        <Term name="Kind">
          <code>{check.kind}</code>
          {definition ? ` · ${definition.title}` : ' · not known to this version'}
        </Term>
        {definition && <Term name="What it proves">{definition.proves}</Term>}
        {definition && (
          <Term name="What to do">
            <InlineCode text={definition.remediation} />
          </Term>
        )}
        <Term name="Settings">
          <Settings config={check.config} />
        </Term>
        {definition && <Term name="Thresholds from">{definition.thresholdSource}</Term>}
        <Term name="Schedule">
          Every {formatDuration(check.intervalSeconds)}, ends after {formatDuration(check.timeoutMs / 1000)}{' '}
          at the latest. Fails after {times(check.failAfter)}, passes again after {times(check.okAfter)}.
          Without a result for {formatDuration(2 * check.intervalSeconds + check.graceSeconds)} it reads
          unknown.
        </Term>
        {definition && (
          <Term name="Needs the right">
            <InlineCode text={definition.privileges} />
          </Term>
        )}
      </dl>
    </Section>
  )
}
