import { encodeSession, sessionCookieName } from '@/app/session-token'
import { openSession } from '@/lib/auth/sign-in'
import { disconnect } from '@/lib/db/database'
import { createPerson, passphrase } from '@/scripts/testing/test-people'
import type { Person, Role } from './people'

// Runs as a process of its own with the product's environment: one person of each role, as the services
// themselves would make them.
async function add(role: Role): Promise<Person> {
  const email = `${role}@example.com`
  const id = await createPerson({ email, role })
  const claims = await openSession({ id, email }, { ip: '127.0.0.1', userAgent: 'browser test' })
  return {
    id,
    email,
    password: passphrase,
    cookie: { name: sessionCookieName(), value: await encodeSession(claims) },
  }
}

const roles: readonly Role[] = ['admin', 'manager', 'maintainer', 'viewer']
const people = Object.fromEntries(
  await Promise.all(roles.map(async (role) => [role, await add(role)] as const)),
)
process.send?.(people)
await disconnect()
process.disconnect?.()
