import { withConnection } from '../../scripts/database/connection'
import { type AuditedPostgres, startAuditedPostgres } from '../../scripts/testing/audited-postgres'

/** Somebody's PostgreSQL that a journey audits: a server of its own, because the product's own is closed to targets. */
export interface TargetDatabase {
  /** Connection string of a role with pg_monitor. */
  dsn: string
  password: string
  port: number
  /** As its superuser. */
  run(statement: string): Promise<void>
  stop(): Promise<void>
}

/** Starts it with a role `audit` that has this password. */
export async function startTargetDatabase(password: string): Promise<TargetDatabase> {
  const server: AuditedPostgres = await startAuditedPostgres()
  const run = (statement: string) =>
    withConnection(server.url(), async (client) => {
      await client.query(statement)
    })
  await run(`create role audit login password '${password}'`)
  await run('grant pg_monitor to audit')
  return {
    dsn: `postgres://audit:${encodeURIComponent(password)}@127.0.0.1:${server.port}/postgres`,
    password,
    port: server.port,
    run,
    stop: server.stop,
  }
}
