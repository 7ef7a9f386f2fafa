import { dehydrate, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AddressForm } from '@/components/trials/address-form'
import { TrialResultView } from '@/components/trials/trial-result'
import { FormMessage } from '@/components/ui/form-message'
import { LiveQueries } from '@/components/ui/live-queries'
import { PageHeader } from '@/components/ui/page-header'
import { canChangeEgress, canTryTarget } from '@/lib/auth/permissions'
import { Problem } from '@/lib/problem'
import { getSystemForm, systemChoices } from '@/lib/systems/changes'
import { getTrial } from '@/lib/trials/service'
import type { TrialView } from '@/lib/trials/view'
import {
  addTargetAction,
  allowRangeAction,
  createSystemAction,
  retryTrialAction,
  testAddressAction,
} from './actions'

export const metadata: Metadata = { title: 'Add a system' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function NewSystemPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  if (!canTryTarget(viewer)) {
    return (
      <PageHeader
        headline="Adding systems needs the role maintainer"
        lead="An admin can give it to you. Everything that is watched already can be read under Systems."
      />
    )
  }
  const { trial: wanted, to: wantedSystem } = await searchParams
  const to = typeof wantedSystem === 'string' ? await getSystemForm(viewer, wantedSystem) : null
  const { trial, sentence } = await trialOf(
    getTrial(viewer, typeof wanted === 'string' ? wanted : ''),
    wanted,
  )
  const client = new QueryClient()
  if (trial) client.setQueryData(['trial', trial.id], trial)
  const choices = trial ? await systemChoices() : { people: [], teams: [] }
  return (
    <>
      {trial?.pending && (
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
      )}
      <PageHeader
        headline={to ? `Watch more of ${to.name}` : 'Add a system'}
        lead={
          to
            ? 'Paste the address of what else belongs to it: its host, its backup folder, a database or a URL.'
            : 'Paste an address. It is recognised and tested at once; then you choose what is watched.'
        }
      />
      <FormMessage>{sentence}</FormMessage>
      <AddressForm
        key={trial?.id ?? 'first'}
        action={testAddressAction}
        again={trial !== null}
        to={to?.id ?? ''}
      />
      {trial && (
        <LiveQueries state={dehydrate(client)}>
          <TrialResultView
            key={trial.id}
            id={trial.id}
            viewerId={viewer.id}
            mayAllow={canChangeEgress(viewer)}
            choices={choices}
            to={to && { id: to.id, name: to.name }}
            actions={{
              test: testAddressAction,
              retry: retryTrialAction,
              allow: allowRangeAction,
              create: createSystemAction,
              extend: addTargetAction,
            }}
          />
        </LiveQueries>
      )}
    </>
  )
})

/** A test that has expired leaves its sentence, not an error page: the field to begin again is right there. */
async function trialOf(
  work: Promise<TrialView>,
  wanted: unknown,
): Promise<{ trial: TrialView | null; sentence: string | null }> {
  try {
    return { trial: await work, sentence: null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { trial: null, sentence: wanted === undefined ? null : error.message }
  }
}
