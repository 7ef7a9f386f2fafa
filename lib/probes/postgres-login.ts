import pg from 'pg'
import { resolveAllowed } from '@/lib/egress/resolve-allowed'
import { ProbeError } from '@/lib/probe-error'
import type { ResolvedTarget, TargetConfig } from '@/lib/systems/target-address'
import type { PostgresEndpoint } from './dial-postgres'
import type { PostgresPlace } from './postgres-fault'
import type { postgresWire } from './postgres-wire'
import type { ProbeContext } from './probe-context'

/** Whom to sign in to, and as whom. */
export interface Login extends TargetConfig<'postgres'> {
  password: string | null
}

/** How to sign in to a target. Throws ProbeError when it is no PostgreSQL server. */
export function loginOf(target: ResolvedTarget): Login {
  if (target.kind === 'postgres') return { ...target.config, password: target.secret }
  throw new ProbeError(
    'bad-configuration',
    `A target of kind ${target.kind} is no PostgreSQL server. Ask this check of a PostgreSQL target.`,
  )
}

/** "db.example.com:5432", with brackets round an IPv6 address. */
export function endpointName(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** What sentences about its faults say; nothing was asked yet. */
export const placeOf = (login: Login): PostgresPlace => ({
  name: endpointName(login.host, login.port),
  database: login.database,
  role: login.user,
  password: login.password,
  isOpen: false,
})

/** Where to dial, after the egress guard. Throws ProbeError. */
export async function endpointOf(
  { host, port, tls }: Login,
  { egress, resolve }: Pick<ProbeContext, 'egress' | 'resolve'>,
  signal: AbortSignal,
): Promise<PostgresEndpoint> {
  const allowed = await resolveAllowed(host, port, egress, signal, resolve)
  return { name: endpointName(host, port), host, port, tls, addresses: allowed.map(({ address }) => address) }
}

/** A client over a connection that was dialled already; it asks neither the environment nor files of this machine. */
export function createClient(
  login: Login,
  settings: Readonly<Record<string, string | number>>,
  wire: ReturnType<typeof postgresWire>,
  types: pg.TypeOverrides | undefined,
): pg.Client {
  return new pg.Client({
    user: login.user,
    database: login.database,
    // A function, so that the driver asks neither PGPASSWORD nor ~/.pgpass of this machine.
    password: () => login.password ?? '',
    application_name: 'wheeltapper',
    options: Object.entries(settings)
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(' '),
    ssl: false,
    sslnegotiation: 'postgres',
    stream: () => wire,
    ...(types ? { types } : {}),
  } as pg.ClientConfig)
}

/** Says goodbye, so that the server logs no lost connection; never waits for a server that does not listen. */
export async function hangUp(client: pg.Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 200)
  })
  await Promise.race([client.end().catch(() => {}), patience])
  clearTimeout(timer)
}
