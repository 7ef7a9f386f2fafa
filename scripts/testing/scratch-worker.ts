// A worker in the middle of a restore, for tests that kill it: opens a throw-away server below the folder given and
// waits in a statement that does not end.
import { openEmbeddedPlace } from '@/lib/scratch/open-place'
import { startScratchPostgres } from '../database/scratch-postgres'

const place = await openEmbeddedPlace(startScratchPostgres, {
  signal: new AbortController().signal,
  root: process.argv[2] ?? '',
  limits: { diskBytes: 1e9, memoryBytes: 1.5e9, timeMs: 120_000 },
  estimatedBytes: 1,
  log: () => {},
})
await place.withClient(async (client) => {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  process.stdout.write(`serving ${rows[0]?.pid}\n`)
  await client.query('select pg_sleep(600)')
})
