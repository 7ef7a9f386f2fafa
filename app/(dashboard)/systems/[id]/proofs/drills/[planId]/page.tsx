import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { PlanManage } from '@/components/drills/plan-manage'
import { PlanTerms } from '@/components/drills/plan-terms'
import { isAwaited } from '@/components/drills/run-state'
import { RunTable } from '@/components/drills/run-table'
import { VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { planHeadline } from '@/lib/drills/plan-headline'
import { getPlan } from '@/lib/drills/plan-service'
import { listRuns, runsPerPage } from '@/lib/drills/run-service'
import type { DrillPlanView } from '@/lib/drills/view'
import { pageNumber } from '@/lib/format/form-fields'
import { getSystemHead } from '@/lib/overview/service'
import {
  endPlanAction,
  lookAtNewestAction,
  pausePlanAction,
  resumePlanAction,
  runPlanAction,
} from '../actions'

interface Props {
  params: Promise<{ id: string; planId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Plan' }

const notices: Readonly<Record<string, string>> = {
  made: 'The plan is made. “Prove it now” gives the first proof.',
  saved: 'Saved. The next run follows it.',
  paused: 'The plan is paused. Its last proof keeps ageing meanwhile.',
  resumed: 'The plan goes on.',
}

const query = z.object({
  page: pageNumber,
  said: z.string().optional().catch(undefined),
})

export default pageDoor(async function PlanPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id, planId } = await params
  const { page, said } = query.parse(await searchParams)
  const { reading } = await getSystemHead(viewer, id)
  const plan = await getPlan(viewer, id, planId)
  const runs = await listRuns(viewer, { systemId: id, planId }, page)
  const shown = { zone: viewer.timeZone, now: reading.now }
  const path = `/systems/${id}/proofs/drills/${planId}`
  const manageable = plan.editable && plan.endedAt === null
  return (
    <>
      <title>{`${plan.name} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <Link href={`/systems/${id}/proofs/drills`} prefetch={false}>
            Restores by machine of {plan.systemName}
          </Link>
        }
        headline={planHeadline(plan, { ...shown, now: new Date(reading.now) })}
        actions={manageable && <Verbs plan={plan} path={path} />}
      />
      <FormMessage tone="ok">{said === undefined ? undefined : notices[said]}</FormMessage>
      <Section title="Runs" count={runs.total}>
        {runs.rows.length === 0 ? (
          <EmptyState title="It has not run yet.">
            Whether these backups can be restored is not known until it has.
          </EmptyState>
        ) : (
          <RunTable systemId={id} runs={runs.rows} {...shown} />
        )}
        <Pager
          page={page}
          pages={Math.max(1, Math.ceil(runs.total / runsPerPage))}
          hrefOf={(to) => (to === 1 ? path : `${path}?page=${to}`)}
        />
      </Section>
      <PlanTerms
        plan={plan}
        {...shown}
        look={
          manageable && (
            <VerbForm
              action={lookAtNewestAction}
              verb="Look at the newest"
              label="Look at the newest backup"
              values={{ systemId: id, planId }}
            />
          )
        }
      />
      {manageable && (
        <PlanManage
          ids={{ systemId: id, planId }}
          isPaused={plan.pausedAt !== null}
          actions={{ pause: pausePlanAction, resume: resumePlanAction, end: endPlanAction }}
        />
      )}
    </>
  )
})

function Verbs({ plan, path }: { plan: DrillPlanView; path: string }) {
  const ids = { systemId: plan.systemId, planId: plan.id }
  const { newestRun } = plan
  return (
    <>
      {newestRun && isAwaited(newestRun) ? (
        <LinkButton href={`/systems/${plan.systemId}/proofs/drills/runs/${newestRun.id}`} variant="primary">
          Watch it run
        </LinkButton>
      ) : (
        <VerbForm action={runPlanAction} verb="Prove it now" variant="primary" values={ids} hotkey="r" />
      )}
      <LinkButton href={`${path}/edit`}>Edit</LinkButton>
    </>
  )
}
