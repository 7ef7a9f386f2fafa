import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { NewFindingForm } from '@/components/findings/new-finding-form'
import { PageHeader } from '@/components/ui/page-header'
import { getFindingForm } from '@/lib/findings/create-finding'
import { newFindingQuery } from '@/lib/findings/schema'
import { createFindingAction } from './actions'

export const metadata: Metadata = { title: 'New finding' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function NewFindingPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const proposed = newFindingQuery.parse(await searchParams)
  const choices = await getFindingForm(viewer)
  return (
    <>
      <PageHeader
        meta={<Link href="/findings">Findings</Link>}
        headline="Write down what is wrong"
        lead="What no check can see: a missing restore, a wrong runbook, an incident. It gets an owner and a date like every other finding."
      />
      <NewFindingForm choices={choices} proposed={proposed} action={createFindingAction} />
    </>
  )
})
