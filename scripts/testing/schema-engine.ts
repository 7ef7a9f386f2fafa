import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root'

/** Whether Prisma's schema engine is here: named by a variable, or fetched by Prisma before. Nothing is downloaded. */
export function hasSchemaEngine(): boolean {
  if (process.env.PRISMA_SCHEMA_ENGINE_BINARY) return true
  const folder = join(projectRoot, 'node_modules', '@prisma', 'engines')
  return readdirSync(folder).some((name) => /^schema-engine-(?!.*\.(gz|sha256)$)/.test(name))
}
