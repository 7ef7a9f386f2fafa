import { sql } from '@/lib/db/database'

/** Accepted risks of a system that end before its next review would look at them: within 90 days. */
export async function readEndingAcceptances(
  systemId: string,
): Promise<{ number: number; title: string; until: Date }[]> {
  const { rows } = await sql().query<{ number: number; title: string; until: Date }>(
    `select f.number, f.title, max(a.until) as until from finding f
       join acceptance a on a.finding_id = f.id and a.approved_at is not null and a.ended_at is null
      where f.system_id = $1::uuid and f.state = 'accepted'
      group by f.id having max(a.until) < app_now() + interval '90 days' order by 3 limit 50`,
    [systemId],
  )
  return rows
}
