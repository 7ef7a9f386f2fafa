import { z } from 'zod'

const identifier = z.string().min(1).max(63)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()

// A range partition's limits as PostgreSQL prints them. The text becomes part of a statement at restore,
// so nothing but literals, MINVALUE and MAXVALUE may be in it.
const limit = `(?:'[^'\\\\;]*'|MINVALUE|MAXVALUE)`
const limits = `\\(${limit}(?:, ${limit})*\\)`
const bound = z.string().regex(new RegExp(`^(?:DEFAULT|FOR VALUES FROM ${limits} TO ${limits})$`))

/** What a backup holds. It is its last part but one, so that every checksum in it is known when it is written. */
export const manifestSchema = z.strictObject({
  product: z.literal('wheeltapper'),
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  serverVersion: z.string(),
  /** Applied migrations in order; their names tell which version can read this. */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: digest })),
  /** In the order in which they can be loaded: a table comes after all that it refers to. */
  tables: z.array(
    z.strictObject({
      name: identifier,
      columns: z.array(identifier).min(1),
      part: z.string(),
      rows: count,
      bytes: count,
      sha256: digest,
    }),
  ),
  /** Partitions beside the default ones, parents before children. */
  partitions: z.array(
    z.strictObject({
      name: identifier,
      parent: identifier,
      bound,
      fillfactor: z.number().int().min(10).max(100).nullable(),
    }),
  ),
  sequences: z.array(
    z.strictObject({ name: identifier, lastValue: z.number().int(), isCalled: z.boolean() }),
  ),
})

export type Manifest = z.infer<typeof manifestSchema>
export type TablePart = Manifest['tables'][number]
export type Partition = Manifest['partitions'][number]
export type Sequence = Manifest['sequences'][number]
