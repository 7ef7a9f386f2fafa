import { sql, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'

/** A team, who is in it, and how many systems it looks after. */
export interface TeamWithMembers {
  id: string
  name: string
  members: { id: string; name: string }[]
  systems: number
}

const columns = `t.id, t.name,
  coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by lower(u.name))
     from team_member m join app_user u on u.id = m.user_id where m.team_id = t.id), '[]') as members,
  (select count(*)::int from system s where s.team_id = t.id and s.archived_at is null) as systems`

/** All teams by name, each with its members. */
export async function listTeamRows(): Promise<TeamWithMembers[]> {
  const { rows } = await sql().query<TeamWithMembers>(
    `select ${columns} from team t order by lower(t.name), t.id`,
  )
  return rows
}

/** One team with its members; null when there is none, or the id is no id. */
export async function findTeam(id: string): Promise<TeamWithMembers | null> {
  if (!isId(id)) return null
  const { rows } = await sql().query<TeamWithMembers>(`select ${columns} from team t where t.id = $1`, [id])
  return rows[0] ?? null
}

/** One team, held until the transaction ends: nobody gives it a system meanwhile. */
export async function lockTeam(tx: Transaction, id: string): Promise<TeamWithMembers | null> {
  if (!isId(id)) return null
  await tx.$executeRaw`select from team where id = ${id}::uuid for update`
  const rows = await tx.$queryRawUnsafe<TeamWithMembers[]>(
    `select ${columns} from team t where t.id = $1::uuid`,
    id,
  )
  return rows[0] ?? null
}

/** Adds a team. False if the name is taken. */
export async function insertTeam(tx: Transaction, team: { id: string; name: string }): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    insert into team (id, name, created_at) values (${team.id}::uuid, ${team.name}, app_now()) on conflict (name) do nothing`
  return inserted > 0
}

/** Renames a team. False if another team has that name. */
export async function renameTeam(tx: Transaction, team: { id: string; name: string }): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update team set name = ${team.name}
     where id = ${team.id}::uuid and not exists (select from team where name = ${team.name} and id <> ${team.id}::uuid)`
  return changed > 0
}

/** Replaces the members of a team. People who are gone meanwhile are left out. */
export async function setMembers(tx: Transaction, teamId: string, userIds: readonly string[]): Promise<void> {
  await tx.teamMember.deleteMany({ where: { teamId } })
  const people = await tx.user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true } })
  await tx.teamMember.createMany({ data: people.map((person) => ({ teamId, userId: person.id })) })
}

/** Removes a team; its systems stay, without a team. Throws when it does not exist. */
export async function deleteTeamRow(tx: Transaction, id: string): Promise<void> {
  await tx.team.delete({ where: { id } })
}
