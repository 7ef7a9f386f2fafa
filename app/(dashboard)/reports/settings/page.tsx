import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { SubscriptionForm } from '@/components/reports/subscription-form'
import { SubscriptionTable } from '@/components/reports/subscription-table'
import { ReportZoneForm } from '@/components/reports/zone-form'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { canChangeReports } from '@/lib/auth/permissions'
import { timeZones } from '@/lib/auth/time-zones'
import { getReportSettings } from '@/lib/reports/service'
import { readSubscriptions } from '@/lib/reports/subscription-service'
import type { SubscriptionsView } from '@/lib/reports/subscription-view'
import { usualTime } from '@/lib/reports/weekly-time'
import { changeReportSettingsAction } from '../actions'
import { endSubscriptionAction, saveSubscriptionAction } from './actions'

export const metadata: Metadata = { title: 'Reports by mail' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function ReportSettingsPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const [{ scope }, page, settings] = await Promise.all([
    searchParams,
    readSubscriptions(viewer),
    getReportSettings(viewer),
  ])
  const { subscriptions } = page
  return (
    <>
      <PageHeader
        meta={<Link href="/reports">Reports</Link>}
        headline={page.headline}
        lead={`Mail goes to ${page.email}. Each week is sent once, also when all is well; every mail has a link that ends it.`}
      />
      <MailFault page={page} />
      <Section title="Your reports by mail" count={subscriptions.length} id="subscriptions">
        {subscriptions.length === 0 ? (
          <EmptyState title="Nothing is sent to you yet.">
            Choose a report below. On Monday at 06:00 it is there before the week begins.
          </EmptyState>
        ) : (
          <SubscriptionTable
            subscriptions={subscriptions}
            zone={viewer.timeZone}
            end={endSubscriptionAction}
          />
        )}
      </Section>
      <Section title="Get a report by mail" id="subscribe" isForScreen>
        <SubscriptionForm
          action={saveSubscriptionAction}
          scopes={page.scopes}
          initial={initialOf(page, scope, viewer.timeZone)}
          zones={timeZones()}
        />
      </Section>
      {canChangeReports(viewer) && (
        <Section title="Weeks of this installation" id="weeks" isForScreen>
          <ReportZoneForm action={changeReportSettingsAction} zone={settings.zone} zones={timeZones()} />
        </Section>
      )}
    </>
  )
})

/** What the address asks for; else the first report that does not come yet, at the usual time. */
function initialOf(
  { subscriptions, scopes }: SubscriptionsView,
  asked: string | string[] | undefined,
  zone: string,
) {
  const has = (value: string) => subscriptions.find(({ scope }) => scope === value)
  const wanted = scopes.find(({ value }) => value === asked) ?? scopes.find(({ value }) => !has(value))
  const scope = wanted?.value ?? 'instance'
  const { timing, weekday, minuteOfDay, zone: own } = has(scope) ?? { ...usualTime, zone }
  return { scope, timing, weekday, minuteOfDay, zone: own }
}

function MailFault({ page: { mailFault, mayManageMail } }: { page: SubscriptionsView }) {
  if (mailFault === null) return null
  return (
    <div className="message message-plain" role="status">
      <p>
        {mailFault} {mayManageMail && <Link href="/admin/mail">Look after mail</Link>}
      </p>
    </div>
  )
}
