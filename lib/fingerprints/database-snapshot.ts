import { z } from 'zod'

/** What is compared of a database, in the order in which people read it. */
export const databaseAreas = [
  'tables',
  'rows',
  'content',
  'columns',
  'constraints',
  'indexes',
  'sequences',
  'views',
  'functions',
  'triggers',
  'policies',
  'types',
  'extensions',
  'owners',
  'privileges',
  'comments',
  'roles',
  'settings',
  'encoding',
  'others',
] as const
export type DatabaseArea = (typeof databaseAreas)[number]

/** How contents become one number: sums of hashes of rows. Only sums of the same kind can be compared. */
export const contentMethods = ['hashtextextended', 'md5', 'sha256'] as const
export type ContentMethod = (typeof contentMethods)[number]

const name = z.string().min(1).max(300)
const digits = z.string().regex(/^-?\d{1,40}$/)

/** One table, counted and summed up in the same moment as all others. */
const tableFingerprint = z.strictObject({
  /** "public.orders" */
  name,
  kind: z.enum(['table', 'partitioned table', 'partition', 'materialized view', 'foreign table']),
  /** Exact; null where the rows could not be read, and for partitions, which count in their parent. */
  rows: z.number().int().nonnegative().nullable(),
  /** Sum of the hashes of all rows, with columns in the order of their names. */
  content: digits.nullable(),
  /** In the order of their names. */
  columns: z.array(z.string()),
  /** Columns of the primary key, in its order; empty where there is none. */
  key: z.array(z.string()),
  /** Why rows or content are not known. */
  unread: z.string().nullable(),
})

const sequenceState = z.strictObject({
  name,
  /** Null: never asked for a number, or not readable (then `unread` says so). */
  last: digits.nullable(),
  increment: digits,
  /** Column that it numbers: "public.orders.id"; null where none is known. */
  column: z.string().nullable(),
  /** Greatest value in that column (smallest for a descending sequence). */
  used: digits.nullable(),
  /** The next number is one that a row has already; null where that cannot be told. */
  isBehind: z.boolean().nullable(),
  unread: z.string().nullable(),
})

/** Something of the catalogue: "indexes", "public.orders: btree (customer_id)", "valid". */
const catalogueEntry = z.strictObject({ area: z.enum(databaseAreas), key: z.string(), value: z.string() })

/** What could not be read, and what to do about it: all of an area whose keys begin with `key`. */
const unreadEntry = z.strictObject({ area: z.enum(databaseAreas), key: z.string(), reason: z.string() })

/** What a database was at one moment. */
export const databaseSnapshotSchema = z.strictObject({
  format: z.literal(1),
  engine: z.enum(['postgresql', 'sqlite']),
  /** "15.18", "18.4", "3.50.4" */
  serverVersion: z.string(),
  /** server_version_num / 10000; of SQLite its first number. */
  major: z.number().int(),
  database: z.string(),
  takenAt: z.iso.datetime(),
  contentMethod: z.enum(contentMethods),
  tables: z.array(tableFingerprint),
  sequences: z.array(sequenceState),
  catalogue: z.array(catalogueEntry),
  unread: z.array(unreadEntry),
})

export type DatabaseSnapshot = z.infer<typeof databaseSnapshotSchema>
export type TableFingerprint = z.infer<typeof tableFingerprint>
export type SequenceState = z.infer<typeof sequenceState>
export type CatalogueEntry = z.infer<typeof catalogueEntry>
export type UnreadEntry = z.infer<typeof unreadEntry>
