import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { DrillPlanConfig } from '@/lib/drills/plan-schema'
import type { DrillPlanView } from '@/lib/drills/view'
import { formatMeasure } from '@/lib/format/measure'
import { sourceNames } from './count-words'
import { isOnDemand, NextRun } from './plan-table'

interface PlanTermsProps {
  plan: DrillPlanView
  zone: string
  now: string
  /** A verb that looks what would be proven now. */
  look?: React.ReactNode
}

const megabyte = 1_000_000

/** What a plan does, as it is stored. */
export function PlanTerms({ plan, zone, now, look }: PlanTermsProps) {
  const { config } = plan
  const terms: [string, React.ReactNode][] = [
    [
      'Backups',
      <div key="b" className="drill-backups">
        <code>{plan.backupTarget.address}</code>
        {look}
      </div>,
    ],
    ['Restored into', plan.placeText],
    ['Compared with', comparedText(config)],
    ['How often', isOnDemand(plan) ? 'only on demand' : plan.tier],
    ['Next', <NextRun key="n" plan={plan} zone={zone} now={now} />],
  ]
  if (config.tolerances.length > 0)
    terms.push(['May be off', config.tolerances.map(toleranceText).join(' · ')])
  if (config.assertions.length > 0)
    terms.push(['Questions', config.assertions.map(({ name }) => name).join(' · ')])
  if (config.newestRow)
    terms.push(['Newest row', `${config.newestRow.table}, column ${config.newestRow.column}`])
  if (config.boot) terms.push(['Started on it', bootText(config.boot)])
  terms.push([
    'Stopped after',
    `${config.limits.minutes} min, ${formatMeasure(config.limits.diskMb * megabyte, 'bytes')} of disk, ${formatMeasure(config.limits.memoryMb * megabyte, 'bytes')} of memory`,
  ])
  return (
    <Section title="The plan" id="plan">
      <dl className="terms">
        {terms.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="sec-note">
        {plan.isOwn ? 'Made by Wheeltapper for its own backups' : `Made by ${plan.createdBy ?? 'somebody'}`},{' '}
        <Moment at={plan.createdAt} zone={zone} now={now} />
        {plan.pausedAt && (
          <>
            . Paused <Moment at={plan.pausedAt} zone={zone} now={now} />: {plan.pausedReason}
          </>
        )}
      </p>
    </Section>
  )
}

function comparedText({ compareWith }: DrillPlanConfig): React.ReactNode {
  if (compareWith.length === 0) return 'nothing: what it reaches is level restored'
  return compareWith.map((source) => sourceNames[source]).join(', ')
}

const toleranceText = ({ table, rows, percent }: DrillPlanConfig['tolerances'][number]) =>
  `${table} by ${rows === null ? `${percent} %` : rows === 1 ? '1 row' : `${rows} rows`}`

function bootText(boot: NonNullable<DrillPlanConfig['boot']>): string {
  switch (boot.type) {
    case 'http':
      return `${boot.url} answers ${boot.status}${boot.contains ? ` with “${boot.contains}”` : ''}`
    case 'command':
      return boot.argv.join(' ')
    case 'own':
      return 'this product: it knows the migrations, and sign-in can be read'
  }
}
