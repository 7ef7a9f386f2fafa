import { startThrowAwayPostgres } from '../../scripts/database/throw-away-postgres'

/** One PostgreSQL for all journeys; every product that a test starts gets a database of its own in it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const server = await startThrowAwayPostgres()
  process.env.E2E_SERVER_URL = server.url
  process.env.E2E_TEMPLATE = server.template
  return server.stop
}
