import { defineConfig } from 'prisma/config'

// `prisma generate` asks for a schema engine that it never starts. Naming any existing file keeps it
// from downloading one, so that an installation needs the npm registry only. `prisma migrate` starts it,
// and finds or fetches the real one.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost:5432/wheeltapper' },
})
