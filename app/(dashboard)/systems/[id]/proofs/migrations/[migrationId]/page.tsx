import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { EvidenceList } from '@/components/evidence/evidence-list'
import { AreaTable, migrationState } from '@/components/proofs/migration-table'
import { VerificationForm } from '@/components/proofs/verification-form'
import { VerbForm } from '@/components/ui/action-form'
import { FormMessage } from '@/components/ui/form-message'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { canMaintain } from '@/lib/auth/permissions'
import { listEvidence } from '@/lib/evidence/service'
import type { EvidenceView } from '@/lib/evidence/view'
import { getSystemHead } from '@/lib/overview/service'
import { getMigration } from '@/lib/verifications/service'
import type { VerificationView } from '@/lib/verifications/view'
import { openVerificationAction, saveVerificationAction } from '../../actions'

interface Props {
  params: Promise<{ id: string; migrationId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Migration' }

const notices: Readonly<Record<string, string>> = {
  recorded: 'It is on record. Now compare what was there before with what is there.',
  saved: 'Saved. It stays open until every area is decided and nothing is missing.',
  closed: 'The verification is closed, and the red flags of this system are judged by it.',
  opened: 'A further verification is open.',
}

export default pageDoor(async function MigrationPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id, migrationId } = await params
  const { said } = await searchParams
  const { system, reading } = await getSystemHead(viewer, id)
  const migration = await getMigration(viewer, id, migrationId)
  const evidence = await listEvidence(
    viewer,
    migration.verifications.flatMap(({ evidenceIds }) => evidenceIds),
  )
  const editable = canMaintain(viewer, system) && !system.archivedAt
  const shown = { zone: viewer.timeZone, now: reading.now }
  const isOpen = migration.verifications.some(({ state }) => state === 'open')
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${id}/proofs`} prefetch={false}>
              Proofs of {system.name}
            </Link>{' '}
            · {migration.kind === 'restore' ? 'restore in earnest' : 'migration'},{' '}
            <Moment at={migration.happenedAt} {...shown} />
          </>
        }
        headline={`${migration.title}: ${migrationState(migration).word.toLowerCase()}`}
        lead={migration.note || undefined}
        actions={
          editable &&
          !isOpen && <VerbForm action={openVerificationAction} verb="Verify again" values={{ migrationId }} />
        }
      />
      <FormMessage tone="ok">{typeof said === 'string' ? notices[said] : undefined}</FormMessage>
      {migration.verifications.map((verification) => (
        <Verification
          key={verification.id}
          systemId={id}
          verification={verification}
          evidence={evidence.filter((piece) => verification.evidenceIds.includes(piece.id))}
          editable={editable}
          shown={shown}
        />
      ))}
    </>
  )
})

interface VerificationProps {
  systemId: string
  verification: VerificationView
  evidence: EvidenceView[]
  editable: boolean
  shown: { zone: string; now: string }
}

function Verification({ systemId, verification, evidence, editable, shown }: VerificationProps) {
  const { state, items, openedAt, closedAt, closedBy } = verification
  return (
    <Section
      title={state === 'open' ? 'Verification, open' : 'Verification, closed'}
      id={`verification-${verification.id}`}
      age={
        closedAt ? (
          <>
            <Moment at={closedAt} {...shown} /> by {closedBy ?? 'Wheeltapper'}
          </>
        ) : (
          <>
            since <Moment at={openedAt} {...shown} />
          </>
        )
      }
    >
      {state === 'open' && editable ? (
        <VerificationForm systemId={systemId} verification={verification} action={saveVerificationAction} />
      ) : (
        <AreaTable items={items} />
      )}
      <div className="sec-body">
        <EvidenceList evidence={evidence} {...shown} none="No evidence is attached yet." />
      </div>
    </Section>
  )
}
