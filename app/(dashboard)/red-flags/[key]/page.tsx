import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { FlagRule } from '@/components/red-flags/flag-rule'
import { countsText } from '@/components/red-flags/flag-section'
import { FlagSystems } from '@/components/red-flags/flag-systems'
import { FlagWeeks } from '@/components/red-flags/flag-weeks'
import { OwnRuleForm } from '@/components/red-flags/own-rule-form'
import { SaveThresholds, ThresholdForm } from '@/components/red-flags/threshold-form'
import { VerbForm } from '@/components/ui/action-form'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import { ViewTabs } from '@/components/ui/view-tabs'
import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import { effectSentence } from '@/lib/red-flags/rule-effect'
import { previewThresholds } from '@/lib/red-flags/rule-service'
import { flagKey, flagQuery } from '@/lib/red-flags/schema'
import { getFlag } from '@/lib/red-flags/service'
import type { FlagDetail } from '@/lib/red-flags/view'
import { changeThresholdsAction, deleteOwnRuleAction, saveOwnRuleAction, switchRuleAction } from '../actions'

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Red flag' }

const notices: Readonly<Record<string, string>> = {
  numbers: 'The numbers are saved; the worker judges every system by them within minutes.',
  on: 'The rule is on; the worker judges every system by it within minutes.',
  off: 'The rule is off. Findings that it had raised stay: decide about each.',
  saved: 'The rule is saved; the worker judges every system by it within minutes.',
}

export default pageDoor(async function FlagPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const key = flagKey.safeParse((await params).key)
  if (!key.success) throw new Problem('not-found', 'There is no such red flag.')
  const search = await searchParams
  const page = await getFlag(viewer, key.data, flagQuery.parse(search))
  const { flag, mayChange, source } = page
  return (
    <>
      <title>{`${flag.title} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <>
            <Link href="/red-flags" prefetch={false}>
              Red flags
            </Link>
            {flag.isOwn && ' · own rule'}
          </>
        }
        headline={flag.enabled ? `${flag.title}: ${countsText(flag.counts)}` : `${flag.title}: switched off`}
        lead={flag.claim}
        actions={
          mayChange && (
            <VerbForm
              action={switchRuleAction}
              verb={flag.enabled ? 'Switch off' : 'Switch on'}
              values={{ key: flag.key, to: flag.enabled ? 'off' : 'on' }}
            />
          )
        }
      />
      <FormMessage tone="ok">
        {typeof search.said === 'string' ? notices[search.said] : undefined}
      </FormMessage>
      {flag.enabled && <Systems page={page} zone={viewer.timeZone} />}
      {flag.enabled && (
        <Section title="Last 12 weeks" id="weeks">
          <FlagWeeks weeks={flag.weeks} title={flag.title} />
        </Section>
      )}
      <Section title="The rule" id="rule">
        <FlagRule flag={flag} />
      </Section>
      <Numbers page={page} viewer={viewer} search={search} />
      {source !== null && mayChange && <OwnRule page={page} source={source} />}
    </>
  )
})

const labels = { raised: 'Raised', unknown: 'Unknown', clear: 'Clear' } as const

function Systems({ page, zone }: { page: FlagDetail; zone: string }) {
  const { flag, systems, show, now } = page
  const path = `/red-flags/${flag.key}`
  return (
    <>
      <ViewTabs
        label="Systems by what the flag says"
        tabs={(['raised', 'unknown', 'clear'] as const).map((status) => ({
          href: withQuery(path, {}, { show: status }),
          label: labels[status],
          count: flag.counts[status],
          isCurrent: status === show,
        }))}
      />
      {systems.rows.length === 0 ? (
        <EmptyState title={`${labels[show]} for no system.`}>
          {page.coverage.judged} of {page.coverage.systems} systems are judged by this rule.
        </EmptyState>
      ) : (
        <FlagSystems systems={systems.rows} flag={flag} zone={zone} now={now} />
      )}
      <Pager
        page={systems.page}
        pages={systems.pages}
        hrefOf={(to) => withQuery(path, { show }, { page: to === 1 ? null : String(to) })}
      />
    </>
  )
}

interface NumbersProps {
  page: FlagDetail
  viewer: Viewer
  search: Record<string, string | string[] | undefined>
}

async function Numbers({ page, viewer, search }: NumbersProps) {
  const { flag, thresholds, changedAt, mayChange } = page
  if (thresholds.length === 0) return null
  const typed = Object.fromEntries(
    thresholds.flatMap(({ key }) => (typeof search[key] === 'string' ? [[key, search[key]]] : [])),
  ) as Record<string, string>
  const tried = mayChange && search.try === '1' ? await tryNumbers(viewer, flag.key, typed) : null
  return (
    <Section
      title="Numbers"
      age={
        changedAt ? (
          <>
            changed <Moment at={changedAt} zone={viewer.timeZone} now={page.now} />
          </>
        ) : (
          'as shipped'
        )
      }
    >
      {mayChange ? (
        <>
          <p className="sec-note">
            See what other numbers would do before you save them; nothing changes until then.
          </p>
          <ThresholdForm
            flagKey={flag.key}
            thresholds={thresholds}
            typed={typed}
            faults={tried?.faults ?? {}}
          />
          {tried?.effect && (
            <>
              <p className="evidence sec-gap" role="status">
                With these numbers: {tried.effect}
              </p>
              <SaveThresholds flagKey={flag.key} numbers={tried.numbers} action={changeThresholdsAction} />
            </>
          )}
        </>
      ) : (
        <dl className="terms">
          {thresholds.map(({ key, label, value, unit }) => (
            <div key={key}>
              <dt>{label}</dt>
              <dd>
                {value} {unit}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

/** The effect of what was typed, or what is wrong with it. */
async function tryNumbers(viewer: Viewer, key: string, typed: Readonly<Record<string, string>>) {
  try {
    const { numbers, effect } = await previewThresholds(viewer, key, typed)
    return { numbers, effect: effectSentence(effect), faults: {} }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
    return { numbers: {}, effect: null, faults: { ...error.fields } }
  }
}

function OwnRule({ page: { flag }, source }: { page: FlagDetail; source: string }) {
  return (
    <Section title="Its text" id="text">
      <OwnRuleForm ruleKey={flag.key} source={source} submit="Save the rule" action={saveOwnRuleAction} />
      <p className="sec-note">
        Deleting the rule ends its history. Findings that it had raised stay for you to decide about.
      </p>
      <VerbForm
        action={deleteOwnRuleAction}
        verb="Delete the rule"
        variant="danger"
        values={{ key: flag.key }}
      />
    </Section>
  )
}
