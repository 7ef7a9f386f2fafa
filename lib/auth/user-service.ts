import { randomBytes } from 'node:crypto'
import type { AuditAction } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { publicUrl } from '@/lib/env'
import { Problem } from '@/lib/problem'
import { closeLinks, findLink, insertLink, useLink } from './link-store'
import { hashLinkToken, newLinkToken } from './link-token'
import { hashNewPassword } from './new-password'
import { hashPassword } from './passwords'
import { canManageUsers, permit } from './permissions'
import type { ChangedUser, NewUser } from './schema'
import type { SessionClaims } from './session-claims'
import { type Client, openSession } from './sign-in'
import {
  endAllSessions,
  findAccount,
  findPerson,
  insertUser,
  listPersons,
  lockAdmins,
  type Person,
  setDisabled,
  setPassword,
  setTeams,
  setTimeZone,
  updateUser,
} from './user-store'
import type { Viewer } from './viewer'

const permitPeople = (viewer: Viewer) =>
  permit(canManageUsers(viewer), 'Only an administrator manages people. Ask one of them.')

/** Everybody with an account. Administrators only. */
export async function listUsers(viewer: Viewer): Promise<Person[]> {
  permitPeople(viewer)
  return listPersons()
}

/** One person. Administrators only. */
export async function getUser(viewer: Viewer, id: string): Promise<Person> {
  permitPeople(viewer)
  return found(await findPerson(id))
}

/**
 * Adds a person, who chooses a password with the link that is returned: it works once, for 24 hours, and is shown
 * to the administrator only now.
 */
export async function createUser(viewer: Viewer, input: NewUser): Promise<{ id: string; link: string }> {
  permitPeople(viewer)
  const id = newId()
  // Nobody knows this password; an account without one would answer faster at sign-in.
  const passwordHash = await hashPassword(randomBytes(24).toString('base64url'))
  const { token, hash } = newLinkToken()
  await inTransaction(async (tx) => {
    const added = await insertUser(tx, { ...input, id, passwordHash, timeZone: viewer.timeZone })
    if (!added)
      throw new Problem('conflict', 'There is an account with this address.', {
        email: 'This address has an account already.',
      })
    await setTeams(tx, id, input.teamIds)
    await insertLink(tx, hash, id)
    const { email, name, role, teamIds } = input
    await note(tx, viewer, 'user.create', id, null, { email, name, role, teamIds })
  })
  return { id, link: passwordLink(token) }
}

/** Changes name, role and teams. Another role ends the person's sessions. The last administrator stays one. */
export async function changeUser(viewer: Viewer, input: ChangedUser): Promise<void> {
  permitPeople(viewer)
  await inTransaction(async (tx) => {
    const admins = await lockAdmins(tx)
    const person = found(await findPerson(input.id))
    if (input.role !== 'admin') keepOneAdmin(admins, input.id)
    await updateUser(tx, input)
    await setTeams(tx, input.id, input.teamIds)
    const before = { name: person.name, role: person.role, teamIds: person.teams.map((team) => team.id) }
    await note(tx, viewer, 'user.change', input.id, before, {
      name: input.name,
      role: input.role,
      teamIds: input.teamIds,
    })
  })
}

/** Shuts a person out at once, everywhere. What they own stays theirs until somebody takes it. */
export async function disableUser(viewer: Viewer, id: string): Promise<void> {
  permitPeople(viewer)
  if (id === viewer.id)
    throw new Problem('conflict', 'You cannot disable yourself. Another administrator can.')
  await inTransaction(async (tx) => {
    keepOneAdmin(await lockAdmins(tx), id)
    const person = found(await findPerson(id))
    if (person.disabledAt) throw new Problem('conflict', `${person.name} is disabled already.`)
    await setDisabled(tx, id, true)
    await closeLinks(tx, id)
    await note(tx, viewer, 'user.disable', id, { disabled: false }, { disabled: true })
  })
}

/** Lets a disabled person in again, with the password they had. */
export async function enableUser(viewer: Viewer, id: string): Promise<void> {
  permitPeople(viewer)
  await inTransaction(async (tx) => {
    const person = found(await findPerson(id))
    if (!person.disabledAt) throw new Problem('conflict', `${person.name} is not disabled.`)
    await setDisabled(tx, id, false)
    await note(tx, viewer, 'user.enable', id, { disabled: true }, { disabled: false })
  })
}

/** Ends every session of a person. */
export async function endSessionsOf(viewer: Viewer, id: string): Promise<void> {
  permitPeople(viewer)
  await inTransaction(async (tx) => {
    found(await findPerson(id))
    await endAllSessions(tx, id)
    await note(tx, viewer, 'user.end-sessions', id, null, null)
  })
}

/** A link with which this person chooses a new password. It works once, for 24 hours; earlier ones stop working. */
export async function issuePasswordLink(viewer: Viewer, id: string): Promise<string> {
  permitPeople(viewer)
  const { token, hash } = newLinkToken()
  await inTransaction(async (tx) => {
    const person = found(await findPerson(id))
    if (person.disabledAt)
      throw new Problem('conflict', `${person.name} is disabled. Enable the account first.`)
    await closeLinks(tx, id)
    await insertLink(tx, hash, id)
    await note(tx, viewer, 'user.issue-password-link', id, null, null)
  })
  return passwordLink(token)
}

/** Who may choose a password with this token; null if it does not work. */
export async function personOfLink(token: string): Promise<{ name: string; email: string } | null> {
  const link = await findLink(hashLinkToken(token))
  const account = link?.userId ? await findAccount({ id: link.userId }) : null
  return account && !account.disabledAt ? { name: account.name, email: account.email } : null
}

const noLink =
  'This link does not work: it was used, is older than 24 hours, or is not complete. Ask an administrator for a new one.'

/** Sets the password that the owner of a link chose, ends all earlier sessions, and signs in. */
export async function choosePassword(
  { token, password, timeZone }: { token: string; password: string; timeZone: string },
  client: Client,
): Promise<SessionClaims> {
  const link = await findLink(hashLinkToken(token))
  const account = link?.userId ? await findAccount({ id: link.userId }) : null
  if (!account || account.disabledAt) throw new Problem('forbidden', noLink)
  const passwordHash = await hashNewPassword(password, account)
  await inTransaction(async (tx) => {
    if (!(await useLink(tx, hashLinkToken(token)))) throw new Problem('forbidden', noLink)
    await setPassword(tx, account.id, passwordHash)
    await setTimeZone(tx, account.id, timeZone)
    await note(tx, { ...account, ip: client.ip }, 'user.choose-password', account.id, null, null)
  })
  return openSession(account, client)
}

function found(person: Person | null): Person {
  if (!person) throw new Problem('not-found', 'There is no such person here.')
  return person
}

function keepOneAdmin(admins: readonly string[], leaving: string): void {
  if (admins.length === 1 && admins[0] === leaving) {
    throw new Problem('conflict', 'This is the only administrator. Make somebody else one first.')
  }
}

const passwordLink = (token: string) => new URL(`/welcome?token=${token}`, publicUrl()).toString()

const note = (
  tx: Transaction,
  actor: { id: string; email: string; ip: string | null },
  action: AuditAction,
  entityId: string,
  before: unknown,
  after: unknown,
) =>
  appendAudit(tx, {
    actor: { id: actor.id, email: actor.email, ip: actor.ip },
    action,
    entity: 'user',
    entityId,
    before,
    after,
  })
