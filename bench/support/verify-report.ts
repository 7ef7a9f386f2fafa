import { type BenchReport, figure } from '../report'

/** One row and one file in so many differ. */
export const changedEvery = 1_000
const goalRssMb = 512

/** What a comparison cost. */
export interface Measured {
  rows: number
  files: number
  snapshotSeconds: number
  bareSqlSeconds: number
  bucketSeconds: number
  rowSeconds: number
  rowDifferences: number
  listSeconds: number
  bareFindSeconds: number
  compareSeconds: number
  fileDifferences: number
  /** The most memory of the process until its rows were done, until the files were listed, and at the end. */
  rowsRssMb: number
  listRssMb: number
  rssMb: number
}

/** The report of it. */
export function toReport(m: Measured): BenchReport {
  const rowsPerSecond = m.rows / m.snapshotSeconds
  const filesPerSecond = m.files / m.listSeconds
  const sqlRatio = m.snapshotSeconds / m.bareSqlSeconds
  const line = (what: string, count: number, time: number, bare: string) => [
    what,
    figure(count),
    figure(time),
    figure(count / time),
    bare,
  ]
  return {
    metrics: {
      rows: m.rows,
      files: m.files,
      rows_per_s: Math.round(rowsPerSecond),
      files_per_s: Math.round(filesPerSecond),
      rss_mb: Math.round(m.rssMb),
      ratio_to_bare_sql: Math.round(sqlRatio * 100) / 100,
      ratio_to_bare_find: Math.round((m.listSeconds / m.bareFindSeconds) * 100) / 100,
      located_rows_per_s: Math.round(m.rows / m.bucketSeconds),
    },
    tables: [
      {
        title: 'What it costs',
        head: ['what', 'how many', 'seconds', 'per second', 'the machine alone'],
        rows: [
          line(
            'rows counted and summed up',
            m.rows,
            m.snapshotSeconds,
            `${figure(m.bareSqlSeconds)} s by one bare statement`,
          ),
          line('rows summed up by parts', m.rows, m.bucketSeconds, ''),
          line('rows told apart, in 100 parts', (m.rows * 100) / 4_096, m.rowSeconds, ''),
          line(
            'files listed and read',
            m.files,
            m.listSeconds,
            `${figure(m.bareFindSeconds)} s by find and sha256sum`,
          ),
          line('files compared, both lists read anew', m.files, m.compareSeconds, ''),
        ],
      },
      {
        title: 'Memory of the process, the most so far',
        head: ['after', 'MB'],
        rows: [
          ['the rows', figure(m.rowsRssMb)],
          ['listing the files', figure(m.listRssMb)],
          ['comparing them', figure(m.rssMb)],
        ],
      },
    ],
    goals: [
      {
        goal: `memory of the process below ${goalRssMb} MB`,
        measured: `${figure(m.rssMb)} MB`,
        met: m.rssMb < goalRssMb,
      },
      {
        goal: 'counting takes at most 1.5 × one bare statement',
        measured: `${figure(sqlRatio)} ×`,
        met: sqlRatio <= 1.5,
      },
    ],
    notes: [
      `One row and one file in ${changedEvery.toLocaleString('en')} differ: ${figure(m.rowDifferences)} rows were named in the 100 parts that were read again, and ${figure(m.fileDifferences)} files. Files hold some 20 bytes, so that every one is read; parallel queries of the server are off on both sides.`,
      'The files are written and removed by another process, whose memory is not counted.',
    ],
  }
}
