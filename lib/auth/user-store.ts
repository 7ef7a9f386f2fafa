import { sql, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import type { Profile } from './schema'
import type { Role } from './viewer'

/** What sign-in needs to know of an account. */
export interface Account {
  id: string
  email: string
  name: string
  passwordHash: string
  role: Role
  disabledAt: Date | null
}

/** One person, as the administrators' page lists people. */
export interface Person {
  id: string
  email: string
  name: string
  role: Role
  disabledAt: Date | null
  createdAt: Date
  lastSeenAt: Date | null
  teams: { id: string; name: string }[]
  /** A link to set a password is out, and how long it works. */
  linkUntil: Date | null
}

/** What sign-in needs of one person, by e-mail in lower case or by id; null when nobody has it. */
export async function findAccount(by: { email: string } | { id: string }): Promise<Account | null> {
  const { rows } = await sql().query<Account>(
    `select id, email, name, password_hash as "passwordHash", role, disabled_at as "disabledAt"
       from app_user where ${'email' in by ? 'email' : 'id'} = $1`,
    ['email' in by ? by.email : by.id],
  )
  return rows[0] ?? null
}

const personColumns = `u.id, u.email, u.name, u.role, u.disabled_at as "disabledAt", u.created_at as "createdAt",
  u.last_seen_at as "lastSeenAt",
  coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name)
     from team_member m join team t on t.id = m.team_id where m.user_id = u.id), '[]') as teams,
  (select max(l.expires_at) from setup_link l
    where l.user_id = u.id and l.used_at is null and l.expires_at > app_now()) as "linkUntil"`

/** Everybody, those who can sign in first, by name. */
export async function listPersons(): Promise<Person[]> {
  const { rows } = await sql().query<Person>(
    `select ${personColumns} from app_user u order by u.disabled_at is not null, lower(u.name), u.id`,
  )
  return rows
}

/** One person as people are listed, with teams; null when there is none, or the id is no id. */
export async function findPerson(id: string): Promise<Person | null> {
  if (!isId(id)) return null
  const { rows } = await sql().query<Person>(`select ${personColumns} from app_user u where u.id = $1`, [id])
  return rows[0] ?? null
}

/** Whether anybody can administrate this installation yet. */
export async function hasAdmin(tx?: Transaction): Promise<boolean> {
  if (tx) return (await tx.user.count({ where: { role: 'admin' } })) > 0
  const { rows } = await sql().query<{ found: boolean }>(
    `select exists (select from app_user where role = 'admin') as found`,
  )
  return rows[0]?.found ?? false
}

// Any constant works; it only has to differ from other advisory locks of the product.
const firstAdminLock = 72_707_371

/** One at a time until commit: two links, or two nodes that start, would both see that there is no administrator. */
export async function lockFirstAdmin(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${firstAdminLock})`
}

/** Adds a person. False if the address is taken. */
export async function insertUser(
  tx: Transaction,
  user: { id: string; email: string; name: string; passwordHash: string; role: Role; timeZone: string },
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    insert into app_user (id, email, name, password_hash, role, time_zone, created_at)
    values (${user.id}::uuid, ${user.email}, ${user.name}, ${user.passwordHash}, ${user.role}, ${user.timeZone}, app_now())
    on conflict (email) do nothing`
  return inserted > 0
}

/** Changes name and role; another role ends every session of this person. */
export async function updateUser(
  tx: Transaction,
  user: { id: string; name: string; role: Role },
): Promise<void> {
  await tx.$executeRaw`
    update app_user set name = ${user.name}, role = ${user.role},
           session_version = session_version + case when role = ${user.role} then 0 else 1 end
     where id = ${user.id}::uuid`
}

/** Shuts a person out, or lets them in again; either way their sessions are over. */
export async function setDisabled(tx: Transaction, id: string, disabled: boolean): Promise<void> {
  await tx.$executeRaw`
    update app_user set disabled_at = case when ${disabled} then app_now() end, session_version = session_version + 1
     where id = ${id}::uuid`
}

/** Sets a password and ends every session of this person. */
export async function setPassword(tx: Transaction, id: string, passwordHash: string): Promise<void> {
  await tx.$executeRaw`
    update app_user set password_hash = ${passwordHash}, session_version = session_version + 1 where id = ${id}::uuid`
}

/** Ends every session of this person. */
export async function endAllSessions(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`update app_user set session_version = session_version + 1 where id = ${id}::uuid`
}

/** Changes what people set for themselves. Throws when the person does not exist. */
export async function updateProfile(tx: Transaction, id: string, profile: Profile): Promise<void> {
  await tx.user.update({ where: { id }, data: profile })
}

/** Keeps the IANA time zone in which a person reads times. Throws when the person does not exist. */
export async function setTimeZone(tx: Transaction, id: string, timeZone: string): Promise<void> {
  await tx.user.update({ where: { id }, data: { timeZone } })
}

/** Replaces the teams of a person. Teams that are gone meanwhile are left out. */
export async function setTeams(tx: Transaction, userId: string, teamIds: readonly string[]): Promise<void> {
  await tx.teamMember.deleteMany({ where: { userId } })
  const teams = await tx.team.findMany({ where: { id: { in: [...teamIds] } }, select: { id: true } })
  await tx.teamMember.createMany({ data: teams.map((team) => ({ teamId: team.id, userId })) })
}

/** Ids of the administrators who can sign in, held until commit so that the last one stays. */
export async function lockAdmins(tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from app_user where role = 'admin' and disabled_at is null order by id for update`
  return rows.map((row) => row.id)
}
