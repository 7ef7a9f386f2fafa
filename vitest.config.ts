import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const resolve = { alias: { '@': root.replace(/\/$/, '') } }

// unit: pure files, no IO, < 30 s. database: whatever opens a socket, a file or a database.
export default defineConfig({
  resolve,
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          // Pure files share one environment: a new one for each would take longer than the tests.
          isolate: false,
          include: ['{lib,components,documents,scripts,app,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.live.test.ts', '**/node_modules/**'],
          env: { LOG_LEVEL: 'silent', TZ: 'UTC' },
        },
      },
      {
        resolve,
        test: {
          name: 'database',
          include: ['{lib,documents,scripts,app}/**/*.live.test.ts'],
          globalSetup: ['scripts/testing/postgres-server.ts'],
          env: { LOG_LEVEL: 'silent', TZ: 'UTC' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
