import { appendAudit } from '@/lib/audit/store'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { sha256 } from './describe-draft'
import { insertEvidence } from './evidence-store'
import { outputLimit } from './schema'
import type { MadeEvidence } from './service'

/** What a machine saw, kept as output that nobody typed. Longer texts lose their middle, and say so. */
export async function addMachineEvidence(
  tx: Transaction,
  { systemId, title, text }: { systemId: string; title: string; text: string },
): Promise<MadeEvidence> {
  const kept = withoutMiddle(text)
  const row = {
    id: newId(),
    systemId,
    kind: 'output' as const,
    title: title.slice(0, 200),
    url: null,
    text: kept,
    fileName: null,
    mediaType: null,
    byteSize: null,
    sha256: sha256(kept),
    checkId: null,
    scheduledFor: null,
    capturedAt: await transactionNow(tx),
    capturedById: null,
    validUntil: null,
  }
  await insertEvidence(tx, row)
  await appendAudit(tx, {
    actor: { label: 'worker' },
    action: 'evidence.add',
    entity: 'evidence',
    entityId: row.id,
    after: { systemId, kind: row.kind, title: row.title, sha256: row.sha256 },
  })
  return { id: row.id, sha256: row.sha256 }
}

function withoutMiddle(text: string): string {
  if (text.length <= outputLimit) return text
  const half = outputLimit / 2 - 100
  return `${text.slice(0, half)}\n… ${text.length - 2 * half} characters left out …\n${text.slice(-half)}`
}
