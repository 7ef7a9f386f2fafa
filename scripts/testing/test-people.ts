import { hashPassword } from '@/lib/auth/passwords'
import { findPerson, insertUser, setTeams } from '@/lib/auth/user-store'
import type { Role, Viewer } from '@/lib/auth/viewer'
import { inTransaction, sql } from '@/lib/db/database'
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
    landing: 'role',
    ip: '198.51.100.7',
  }
}

/** Two teams, and somebody of each role: viewer and maintainer of the first, an outsider of the second. */
export interface Cast {
  team: string
  other: string
  people: Record<Role | 'outsider', Viewer>
}

/** Adds the cast of tests about who may change what. */
export async function createCast(): Promise<Cast> {
  const [team, other] = [newId(), newId()]
  await sql().query(
    `insert into team (id, name, created_at) values ($1, 'Orders', app_now()), ($2, 'Stock', app_now())`,
    [team, other],
  )
  const person = async (name: string, role: Role, teamIds: string[] = []) =>
    viewerFor(await createPerson({ email: `${name}@example.com`, role, teamIds }))
  const people = {
    viewer: await person('vera', 'viewer', [team]),
    maintainer: await person('mia', 'maintainer', [team]),
    outsider: await person('otto', 'maintainer', [other]),
    manager: await person('max', 'manager'),
    admin: await person('ada', 'admin'),
  }
  return { team, other, people }
}
