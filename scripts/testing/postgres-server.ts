import type { TestProject } from 'vitest/node'
import { startThrowAwayPostgres } from '@/scripts/database/throw-away-postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL of the test server. */
    testServerUrl: string
    /** Name of the database on it that holds the migrated schema. */
    testTemplate: string
  }
}

/** One real PostgreSQL for a whole test run; every test file gets databases of its own from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowAwayPostgres()
  project.provide('testServerUrl', server.url)
  project.provide('testTemplate', server.template)
  return server.stop
}
