export type Role = 'admin' | 'manager' | 'maintainer' | 'viewer'

/** Somebody who can sign in, and is signed in already. */
export interface Person {
  id: string
  email: string
  password: string
  cookie: { name: string; value: string }
}
