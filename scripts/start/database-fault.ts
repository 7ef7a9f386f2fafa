/** Oldest server that every statement of the product runs on. */
const FLOOR = 150_000

/** Parts of a connection string that may be shown; never its password. */
export interface DatabasePlace {
  host: string
  port: string
  user: string
  database: string
}

interface ConnectFault {
  code?: string
  message: string
}

/** One sentence for each way in which a database cannot be used: what is wrong and what to do. */
export function describeDatabaseFault(fault: ConnectFault, place: DatabasePlace): string {
  const at = `${place.host}:${place.port}`
  const sentences: Record<string, string> = {
    ECONNREFUSED: `nothing listens at ${at} (connection refused). Start that server, or correct host and port`,
    ENOTFOUND: `there is no host named ${place.host}. Correct the name`,
    EAI_AGAIN: `the name ${place.host} cannot be looked up now (no answer from DNS). Check this machine's network, or use the address`,
    ETIMEDOUT: `${at} does not answer. Check the address and the firewalls on the way`,
    EHOSTUNREACH: `there is no way from this machine to ${at}. Check the address and the network`,
    ENETUNREACH: `there is no way from this machine to ${at}. Check the address and the network`,
    ECONNRESET: `${at} hung up at once. Is it a PostgreSQL server, and does it want TLS (sslmode=require)?`,
    '28P01': `the server at ${at} refused the password of user "${place.user}". Correct it; characters such as @ : / must be percent-encoded`,
    '28000': `the server at ${at} does not let user "${place.user}" in: ${fault.message}. Check the user, and pg_hba.conf on the server`,
    '3D000': `there is no database "${place.database}" at ${at}. Create it there: CREATE DATABASE "${place.database}"`,
    '42501': `user "${place.user}" may not use database "${place.database}" at ${at}. Grant it: GRANT ALL ON DATABASE "${place.database}" TO "${place.user}"`,
    '53300': `the server at ${at} has no connection left (max_connections). Close some, or raise the limit`,
    '57P03': `the server at ${at} is starting up or shutting down. Try again in a moment`,
  }
  const known = fault.code ? sentences[fault.code] : undefined
  return `DATABASE_URL: ${known ?? describeByMessage(fault, at)}.`
}

function describeByMessage({ message, code }: ConnectFault, at: string): string {
  if (/timeout/i.test(message))
    return `${at} does not answer within 5 s. Check the address and the firewalls on the way`
  if (/does not support SSL/i.test(message))
    return `the server at ${at} offers no TLS. Remove sslmode from the address, or switch TLS on at the server`
  if (/certificate|self.signed|CERT/i.test(`${code} ${message}`)) {
    return `the certificate of ${at} is not trusted (${message}). Add its authority: sslrootcert=/path/to/ca.pem`
  }
  if (/SASL|SCRAM/i.test(message))
    return `the server at ${at} wants a password and the address has none. Add it: postgresql://user:password@host:5432/database`
  if (/terminated unexpectedly/i.test(message))
    return `${at} hung up at once. Is it a PostgreSQL server, and does it want TLS (sslmode=require)?`
  return `the database at ${at} cannot be used: ${message}`
}

/** What a server that was reached says about itself. */
export interface ServerFacts {
  versionNumber: number
  version: string
  isStandby: boolean
  mayCreate: boolean
}

/** Why a reachable server is still of no use; null when it is fine. */
export function describeUnsuitable(facts: ServerFacts, place: DatabasePlace): string | null {
  const at = `${place.host}:${place.port}`
  if (facts.versionNumber < FLOOR)
    return `DATABASE_URL: the server at ${at} is PostgreSQL ${facts.version}, and 15 or newer is needed.`
  if (facts.isStandby) return `DATABASE_URL: the server at ${at} is a read-only standby. Name the primary.`
  if (!facts.mayCreate) {
    return `DATABASE_URL: user "${place.user}" may not create tables in database "${place.database}". Make it the owner: ALTER DATABASE "${place.database}" OWNER TO "${place.user}"`
  }
  return null
}
