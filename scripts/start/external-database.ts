import pg from 'pg'
import { parse } from 'pg-connection-string'
import {
  type DatabasePlace,
  describeDatabaseFault,
  describeUnsuitable,
  type ServerFacts,
} from './database-fault'

/** Makes sure that DATABASE_URL names a server which the product can use; throws one sentence otherwise. */
export async function assertUsable(connectionString: string): Promise<void> {
  const place = placeOf(connectionString)
  const facts = await ask(connectionString, place)
  const fault = describeUnsuitable(facts, place)
  if (fault) throw new Error(fault)
}

function placeOf(connectionString: string): DatabasePlace {
  const isAddress = /^postgres(ql)?:\/\//.test(connectionString) && URL.canParse(connectionString)
  if (!isAddress) {
    throw new Error(
      'DATABASE_URL is not a PostgreSQL address. Example: DATABASE_URL=postgresql://user:password@db.example.com:5432/wheeltapper (characters such as @ : / in the password must be percent-encoded)',
    )
  }
  const { host, port, user, database } = parse(connectionString)
  return {
    host: host || 'localhost',
    port: port || '5432',
    user: user || process.env.USER || 'postgres',
    database: database || user || 'postgres',
  }
}

async function ask(connectionString: string, place: DatabasePlace): Promise<ServerFacts> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<ServerFacts>(`select
      current_setting('server_version_num')::int as "versionNumber", current_setting('server_version') as version,
      pg_is_in_recovery() as "isStandby", has_schema_privilege('public', 'create') as "mayCreate"`)
    const [facts] = rows
    if (facts) return facts
    throw new Error('it did not answer a simple question')
  } catch (error) {
    throw new Error(describeDatabaseFault(firstOf(error), place))
  } finally {
    await client.end().catch(() => {})
  }
}

/** A name with several addresses fails with one error for each of them. */
function firstOf(error: unknown): { code?: string; message: string } {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0]
  return error instanceof Error ? error : new Error(String(error))
}
