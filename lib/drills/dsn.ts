import type { ScratchAddress } from './plan-schema'

/** The address of a scratch database as programs take it. Holds the password when there is one. */
export function dsnOf(address: ScratchAddress, password: string | null): string {
  const { user, database, host, port, tls } = address
  const login = `${encodeURIComponent(user)}${password === null ? '' : `:${encodeURIComponent(password)}`}`
  const place = host.includes(':') ? `[${host}]` : host
  return `postgresql://${login}@${place}:${port}/${encodeURIComponent(database)}?sslmode=${tls}`
}

/** The same for people: no password. */
export const placeName = ({ user, database, host, port }: ScratchAddress): string =>
  `${database} on ${host.includes(':') ? `[${host}]` : host}:${port} (as ${user})`
