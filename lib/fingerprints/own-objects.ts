import type { DatabaseArea } from './database-snapshot'

/** One question to the catalogue; answers `key` and `value`, both text. */
export interface CatalogueQuery {
  area: DatabaseArea
  /** What all its keys begin with, where other questions answer for the same area. */
  what?: string
  text: string
}

/** SQL: the namespace under this alias belongs to whoever uses the database, not to PostgreSQL. */
export const ours = (alias: string) => `${alias}.nspname !~ '^(pg_|information_schema$)'`

/** SQL: the object did not come with an extension, which brings it again by itself. */
export const notOfExtensions = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${oid} and e.deptype = 'e')`
