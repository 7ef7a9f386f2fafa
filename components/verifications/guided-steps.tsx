import { Moment } from '@/components/ui/moment'
import { type GuidedView, guidedSteps } from '@/lib/verifications/guided-view'
import { stepTitles } from './kind-words'

interface GuidedStepsProps {
  guided: GuidedView
  zone: string
  now: string
}

/** The way through a guided verification: what is done, where it stands, what comes. */
export function GuidedSteps({ guided, ...shown }: GuidedStepsProps) {
  const at = {
    choose: guided.createdAt,
    before: guided.before?.takenAt,
    migrate: guided.migratedAt,
    after: guided.after?.takenAt,
    compare: guided.comparison?.comparedAt,
    sign: guided.signedAt,
  }
  return (
    <ol className="guided-steps" aria-label="Steps">
      {guidedSteps.map((step) => {
        const isNow = guided.next === step
        const doneAt = at[step]
        return (
          <li
            key={step}
            aria-current={isNow ? 'step' : undefined}
            className={isNow ? 'is-now' : doneAt ? 'is-done' : undefined}
          >
            <span className="guided-name">{stepTitles[step]}</span>
            <span className="muted small">
              {doneAt ? <Moment at={doneAt} {...shown} /> : isNow ? 'now' : 'to come'}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
