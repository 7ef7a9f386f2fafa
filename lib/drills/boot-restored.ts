import { formatDuration } from '@/lib/format/moment'
import type { JobContext } from '@/lib/jobs/job'
import { ProbeError } from '@/lib/probe-error'
import { probeHttp } from '@/lib/probes/http'
import { Problem } from '@/lib/problem'
import { runCommand } from '@/lib/scratch/run-command'
import type { DrillMeans } from './drill-means'
import { NotTried } from './drill-sight'
import type { DrillPlanConfig } from './plan-schema'
import type { Restored } from './restored'

type Boot = NonNullable<DrillPlanConfig['boot']>

/** Shows that an application works on what was restored. Throws Problem `invalid` when it does not. */
export function bootRestored(
  boot: Boot,
  restored: Restored,
  means: DrillMeans,
  context: JobContext,
  minutes: number,
): Promise<string> {
  switch (boot.type) {
    case 'http':
      return askApplication(boot, means, context)
    case 'command':
      return runApplication(boot, restored, means, context, minutes)
    case 'own':
      return bootOwn(restored)
  }
}

async function askApplication(
  boot: Extract<Boot, { type: 'http' }>,
  means: DrillMeans,
  { signal }: JobContext,
): Promise<string> {
  const answer = await probeHttp(
    { url: boot.url, body: 'keep' },
    { signal, timeoutMs: 60_000, egress: await means.egress() },
  ).catch((error: unknown) => {
    if (!(error instanceof ProbeError)) throw error
    throw new Problem('invalid', `The application did not answer on it: ${error.message}`)
  })
  if (answer.status !== boot.status)
    throw new Problem(
      'invalid',
      `The application answered ${answer.status} at ${boot.url}, and ${boot.status} was expected.`,
    )
  if (boot.contains !== '' && !answer.body?.toString('utf8').includes(boot.contains))
    throw new Problem(
      'invalid',
      `The application answered at ${boot.url}, but without “${boot.contains}” in its answer.`,
    )
  return `The application answered ${answer.status} at ${boot.url}.`
}

async function runApplication(
  { argv }: Extract<Boot, { type: 'command' }>,
  restored: Restored,
  means: DrillMeans,
  { signal, log }: JobContext,
  minutes: number,
): Promise<string> {
  if (!means.commandsAllowed())
    throw new NotTried(
      'Commands are switched off on the worker’s machine. Whoever runs it allows them with DRILL_COMMANDS=allow.',
    )
  const outcome = await runCommand(argv, {
    environment: restored.environment,
    folder: restored.folder,
    account: restored.account,
    timeMs: minutes * 60_000,
    signal,
  }).catch((error: unknown) => {
    signal.throwIfAborted()
    const said = error instanceof Error ? error.message : 'unknown'
    throw new NotTried(`${argv[0]} could not be started: ${said}. Correct the command in the plan.`)
  })
  for (const line of outcome.tail.split('\n').slice(-20)) if (line.trim() !== '') log(`command: ${line}`)
  if (outcome.isOutOfTime)
    throw new Problem('invalid', `${argv[0]} did not end within ${minutes} min on the restored database.`)
  if (outcome.code !== 0)
    throw new Problem(
      'invalid',
      `${argv[0]} ended with code ${outcome.code ?? 'none'} on the restored database. Its last line: ${lastLine(outcome.tail)}`,
    )
  return `${argv[0]} ended well on it after ${formatDuration(outcome.durationMs / 1_000)}.`
}

const lastLine = (text: string) => text.trim().split('\n').at(-1)?.slice(0, 300) || 'it printed nothing.'

/** The product's own backup: everything that signing in needs is there and can be read. */
async function bootOwn({ ask }: Restored): Promise<string> {
  const [[migrations, people, keys] = []] = await ask(
    `select (select count(*) from _prisma_migrations where finished_at is not null and rolled_back_at is null),
            (select count(*) from app_user where disabled_at is null),
            (select count(*) from data_key where active)`,
    1,
  )
  if (people === '0')
    throw new Problem(
      'invalid',
      'Nobody could sign in to what came back: it has no account that is not disabled.',
    )
  return `All ${migrations} migrations in it are known to this version, ${people === '1' ? 'one person' : `${people} people`} could sign in, and ${keys === '0' ? 'no password is stored' : 'its data key is there'}.`
}
