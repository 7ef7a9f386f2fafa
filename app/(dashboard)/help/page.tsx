import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { type BadgeState, VerdictBadge } from '@/components/checks/verdict-badge'
import { SeverityMark } from '@/components/findings/severity-mark'
import { ShortcutList } from '@/components/shell/shortcut-list'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { slaDays } from '@/lib/findings/due-date'

export const metadata: Metadata = { title: 'Help' }

const states: readonly [BadgeState, string][] = [
  ['fail', 'A limit is crossed or the thing does not work. A finding opens.'],
  ['warn', 'Nearer to the limit than it should be. A finding opens, less severe.'],
  [
    'unknown',
    'We could not look, or the last look is too old. Never counted as fine; the page says what is missing.',
  ],
  ['ok', 'Looked at in time, and as it should be.'],
  ['not-applicable', 'The feature is not in use there, so there is nothing to judge.'],
  ['accepted', 'Somebody has accepted the risk until a date, for a reason that is written down.'],
]

export default pageDoor(async function HelpPage() {
  const viewer = await requireViewer()
  return (
    <div className="page-narrow">
      <PageHeader
        headline="How to read these pages"
        lead="Every page begins with the answer, then what to do, then the evidence. Colour appears only where something is not fine."
      />
      <Section title="States">
        <dl className="terms">
          {states.map(([state, meaning]) => (
            <div key={state}>
              <dt>
                <VerdictBadge verdict={state} />
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Severity of findings">
        <p className="sec-note">
          A finding ends when its check passes again, not when somebody says so. Until then its severity sets
          the date.
        </p>
        <dl className="terms">
          {(['critical', 'high', 'medium', 'low'] as const).map((severity) => (
            <div key={severity}>
              <dt>
                <SeverityMark severity={severity} />
              </dt>
              <dd>To be resolved within {slaDays[severity]} days.</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Keys">
        {!viewer.hotkeys && <p className="sec-note">They are switched off in your settings.</p>}
        <ShortcutList />
      </Section>
    </div>
  )
})
