import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ArchiveForm } from '@/components/systems/archive-form'
import { DependencyForms } from '@/components/systems/dependency-forms'
import { SystemFactsForm } from '@/components/systems/system-facts-form'
import { TargetForms } from '@/components/systems/target-forms'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getSystemForm } from '@/lib/systems/changes'
import { getDependencyForm } from '@/lib/systems/dependencies'
import {
  addDependencyAction,
  archiveSystemAction,
  clearSecretAction,
  editSystemAction,
  moveTargetAction,
  removeDependencyAction,
  replaceSecretAction,
} from './actions'

export const metadata: Metadata = { title: 'Edit system' }

const notices: Readonly<Record<string, string>> = {
  moved: 'The address is changed; its checks are due now.',
  'password-dropped':
    'The address is changed. The stored password was dropped, because it would have been sent elsewhere: type it again.',
  'password-set': 'The password is replaced; its checks are due now.',
  'password-cleared': 'The password is deleted.',
}

/** Said beside what was changed, because the address leads there. */
const needNotices: Readonly<Record<string, string>> = {
  'need-added': 'What it needs is noted.',
  'need-removed': 'It is taken out.',
}

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function EditSystemPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const system = await getSystemForm(viewer, (await params).id)
  const dependencies = await getDependencyForm(viewer, system.id)
  const { said } = await searchParams
  const actions = { move: moveTargetAction, replace: replaceSecretAction, clear: clearSecretAction }
  return (
    <>
      <PageHeader
        meta={
          <Link href={`/systems/${system.id}`} prefetch={false}>
            {system.name}
          </Link>
        }
        headline={`Edit ${system.name}`}
      />
      <FormMessage tone={said === 'password-dropped' ? 'error' : 'ok'}>
        {typeof said === 'string' ? notices[said] : undefined}
      </FormMessage>
      <SystemFactsForm system={system} action={editSystemAction} />
      <DependencyForms
        systemId={system.id}
        name={system.name}
        form={dependencies}
        notice={typeof said === 'string' ? needNotices[said] : undefined}
        actions={{ add: addDependencyAction, remove: removeDependencyAction }}
      />
      {system.isSelf ? (
        <Section title="Targets" id="targets">
          <p className="sec-note">
            The installation makes its own targets and checks; they cannot be edited.
          </p>
        </Section>
      ) : (
        <>
          <TargetForms targets={system.targets} zone={viewer.timeZone} actions={actions} />
          <ArchiveForm systemId={system.id} name={system.name} action={archiveSystemAction} />
        </>
      )}
    </>
  )
})
