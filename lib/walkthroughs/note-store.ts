import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { NoteMaterial } from './material'

/** What the owners of a system want newcomers to know, by chapter. */
export async function readNotes(systemId: string, on: Sql = sql()): Promise<NoteMaterial[]> {
  const { rows } = await on.query<NoteMaterial>(
    `select n.chapter, n.text, n.updated_at as "updatedAt", p.name as "updatedBy", n.revision
       from walkthrough_note n left join app_user p on p.id = n.updated_by_id
      where n.system_id = $1 order by n.chapter`,
    [systemId],
  )
  return rows
}

/** One note, locked; null: there is none. */
export async function lockNote(
  tx: Transaction,
  systemId: string,
  chapter: number,
): Promise<{ text: string; revision: number } | null> {
  const [row] = await tx.$queryRaw<{ text: string; revision: number }[]>`
    select text, revision from walkthrough_note
     where system_id = ${systemId}::uuid and chapter = ${chapter} for update`
  return row ?? null
}

/** Stores a note; an empty one stays, so that its revision goes on. */
export async function saveNote(
  tx: Transaction,
  note: { systemId: string; chapter: number; text: string; updatedAt: Date; updatedById: string },
): Promise<void> {
  const { systemId, chapter, ...rest } = note
  await tx.walkthroughNote.upsert({
    where: { systemId_chapter: { systemId, chapter } },
    create: note,
    update: { ...rest, revision: { increment: 1 } },
  })
}
