import type { TestProject } from 'vitest/node'
import { startThrowAwayPostgres } from '@/scripts/database/throw-away-postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL of the test server; its database `template_wheeltapper` holds the migrated schema. */
    testServerUrl: string
  }
}

/** One real PostgreSQL for a whole test run; every test file gets databases of its own from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowAwayPostgres()
  project.provide('testServerUrl', server.url)
  return server.stop
}
