import { hashPassword } from '@/lib/auth/passwords'
import { findPerson, insertUser, setTeams } from '@/lib/auth/user-store'
import type { Role, Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'

/** The password of everybody in tests. */
export const passphrase = 'nine wheels tapped at night'

let hash: Promise<string> | undefined

/** Adds a person to the test database; returns the id. */
export async function createPerson(person: {
  email: string
  role: Role
  teamIds?: string[]
}): Promise<string> {
  hash ??= hashPassword(passphrase)
  const [id, passwordHash] = [newId(), await hash]
  const { email, role, teamIds = [] } = person
  await inTransaction(async (tx) => {
    await insertUser(tx, {
      id,
      email,
      name: email.split('@')[0] ?? email,
      passwordHash,
      role,
      timeZone: 'UTC',
    })
    await setTeams(tx, id, teamIds)
  })
  return id
}

/** The viewer that a session of this person would give. */
export async function viewerFor(id: string): Promise<Viewer> {
  const person = await findPerson(id)
  if (!person) throw new Error(`no person ${id}`)
  const { email, name, role } = person
  const teamIds = person.teams.map((team) => team.id)
  return {
    id,
    email,
    name,
    role,
    teamIds,
    timeZone: 'UTC',
    theme: 'system',
    hotkeys: true,
    ip: '198.51.100.7',
  }
}
