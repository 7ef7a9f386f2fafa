import type { DrillLevel, DrillResult } from '@/lib/drills/schema'

/** Something wrong with a backup, and what a restore by the product says of it. The test plants each and reads the answer. */
export interface DrillFault {
  key: string
  /** What is planted, as the page in docs says it. */
  planted: string
  level: DrillLevel
  result: DrillResult
  /** What the sentence of the level says. */
  says: RegExp
  /** The same as people read it. */
  sentence: string
}

/** Faults that every restore must find. `npm run docs` writes the table of docs/drill-faults.md from them. */
export const drillFaults = [
  {
    key: 'truncated',
    planted: 'A custom dump is cut off after 60 % of its bytes. `pg_restore -l` accepts it.',
    level: 'listed',
    result: 'fail',
    says: /shop-2026-11-23\.dump/,
    sentence: 'It cannot be read to its end: it ends in the middle.',
  },
  {
    key: 'truncated-plain',
    planted: 'A plain dump was cut off before it was packed, so that `gzip -t` accepts it.',
    level: 'listed',
    result: 'fail',
    says: /shop-2026-11-23\.dump/,
    sentence: 'The mark at its end is missing.',
  },
  {
    key: 'corrupted',
    planted: 'A block in the middle of a custom dump holds other bytes.',
    level: 'listed',
    result: 'fail',
    says: /shop-2026-11-23\.dump/,
    sentence: 'It is damaged.',
  },
  {
    key: 'empty',
    planted: 'The file has no bytes: the disk of the job that makes it was full.',
    level: 'listed',
    result: 'fail',
    says: /empty \(0 bytes\)/,
    sentence: 'It is empty (0 bytes).',
  },
  {
    key: 'nothing-there',
    planted: 'No file matches the pattern of the backup target.',
    level: 'listed',
    result: 'fail',
    says: /Nothing in .* matches \*\.dump/,
    sentence: 'Nothing in the folder matches the pattern: no backup was made there, or it has another name.',
  },
  {
    key: 'hostile',
    planted: 'A plain dump holds `\\! id`, which psql would run in a shell.',
    level: 'listed',
    result: 'fail',
    says: /line \d+/i,
    sentence: 'It is refused with the line where that stands; nothing of it was run.',
  },
  {
    key: 'wrong-database',
    planted: 'The dump is of another database of the same server.',
    level: 'queried',
    result: 'fail',
    says: /looks like a backup of another database.*3 of 3 tables that should be there are missing.*public\.films/,
    sentence:
      'It looks like a backup of another database: 3 of 3 tables that should be there are missing, and it has public.films instead.',
  },
  {
    key: 'empty-database',
    planted: 'The dump is of a database without a single table.',
    level: 'queried',
    result: 'fail',
    says: /not a single table/,
    sentence: 'It was restored without an error, and there is not a single table in it.',
  },
  {
    key: 'only-structure',
    planted: 'The dump was made with `--schema-only`.',
    level: 'queried',
    result: 'fail',
    says: /none of its 3 tables has a single row/,
    sentence: 'None of its 3 tables has a single row: only the structure was backed up.',
  },
  {
    key: 'table-missing',
    planted: 'The job leaves out one table.',
    level: 'queried',
    result: 'fail',
    says: /public\.notes is missing: the manifest of the backup has 20 rows in it/,
    sentence: 'public.notes is missing: the manifest of the backup has 20 rows in it.',
  },
  {
    key: 'rows-missing',
    planted: 'Rows were deleted after the manifest was written and before the dump began.',
    level: 'queried',
    result: 'fail',
    says: /public\.orders has 1,990 rows, and the manifest of the backup says 2,000 rows: 10 rows missing/,
    sentence:
      'public.orders has 1,990 rows, and the manifest of the backup says 2,000 rows: 10 rows missing.',
  },
  {
    key: 'other-content',
    planted: 'As many rows as there should be, one of them with another content.',
    level: 'queried',
    result: 'fail',
    says: /public\.orders has as many rows as the manifest of the backup says \(2,000\), but other contents/,
    sentence:
      'public.orders has as many rows as the manifest says (2,000), but other contents: their fingerprints differ.',
  },
  {
    key: 'sequence-behind',
    planted: 'A sequence stands behind the column that it numbers.',
    level: 'queried',
    result: 'fail',
    says: /Sequence public\.orders_id_seq stands at 7, .*would collide/,
    sentence:
      'Sequence public.orders_id_seq stands at 7, and public.orders.id goes up to 2000: the next new row would collide.',
  },
  {
    key: 'constraint-broken',
    planted: 'A foreign key was added with `NOT VALID`, so that nobody ever checked it, and a row breaks it.',
    level: 'queried',
    result: 'fail',
    says: /Constraint notes_order of public\.notes was never checked at the source \(NOT VALID\), and rows break it: .*order_id.*9999/,
    sentence:
      'Constraint notes_order of public.notes was never checked at the source (NOT VALID), and rows break it: Key (order_id)=(9999) is not present in table "orders".',
  },
  {
    key: 'question',
    planted: 'A question of the plan has another answer than it should.',
    level: 'queried',
    result: 'fail',
    says: /“No order without a line” was expected to give no row, and gave a row/,
    sentence: '“No order without a line” was expected to give no row, and gave a row.',
  },
  {
    key: 'out-of-disk',
    planted:
      'Its indexes make the restored database larger than the plan allows, which no dump says beforehand.',
    level: 'restored',
    result: 'fail',
    says: /took more than .* of disk, the limit of this plan, and was stopped/,
    sentence: 'It took more than 80 MB of disk, the limit of this plan, and was stopped.',
  },
  {
    key: 'out-of-memory',
    planted: 'A function in an index asks for more memory than the plan allows.',
    level: 'restored',
    result: 'fail',
    says: /out of memory\. It needs more memory than this plan allows: raise the limit/,
    sentence: 'It stopped: out of memory. It needs more memory than this plan allows: raise the limit.',
  },
  {
    key: 'hang',
    planted: 'A function in an index sleeps, so that the restore never ends.',
    level: 'restored',
    result: 'fail',
    says: /was not done within .*limit of this plan, and was stopped|was not done after/,
    sentence: 'It was not done within the limit of this plan, and was stopped.',
  },
  {
    key: 'no-room',
    planted: 'Less room is allowed than the dump itself needs.',
    level: 'listed',
    result: 'partial',
    says: /Nothing was begun/,
    sentence: 'The restore is expected to need more disk than this plan allows. Nothing was begun.',
  },
] as const satisfies readonly DrillFault[]

export type DrillFaultKey = (typeof drillFaults)[number]['key']
