import { z } from 'zod'
import type { ScheduledWork } from '@/lib/probes/scheduled-work'
import { readSchedules } from '@/lib/probes/schedules'
import { defineCheck, type Judgement, type ResourceVerdict } from '../define-check'
import { maskSecrets } from '../mask-secrets'

const config = z.strictObject({})

interface Facts {
  work: ScheduledWork[]
}

/** What runs on the host by the clock, and whether others may change it. */
export const secCronNew = defineCheck<z.infer<typeof config>, Facts>({
  kind: 'sec.cron_new',
  title: 'Schedules of the host',
  proves:
    'Nobody but its owner can change what runs by the clock; new, changed and gone crontab lines and timers are reported as changes.',
  dimension: 'security',
  tier: 'weekly',
  targets: ['host'],
  intervalSeconds: 300,
  timeoutMs: 10_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'A schedule that anybody may write runs whatever anybody likes; no number. Changes have no threshold: any is shown.',
  remediation:
    'Take the right away: `chmod o-w <file>`, `chown root:root <file>`, and read what is in it before it runs again. A schedule that nobody announced: `ls -l --time-style=full-iso` says when its file was written, `journalctl -u cron` or `journalctl -u <timer>` what it did since. A backup or clean-up that is gone was mostly lost with a reinstalled package: `debsums -e` and your configuration management know how it should be.',
  privileges:
    "none for /etc and systemd; people's own crontabs (/var/spool/cron) only when the worker's user may read them, else they are left out and said to be",
  collect: async (_config, { probe }) => ({ work: await readSchedules(probe) }),
  judge: ({ work }): Judgement => {
    const open = work.filter(({ openToAll }) => openToAll)
    const hidden = work.filter(({ when }) => when === null)
    const [first] = open
    const notRead =
      hidden.length > 0
        ? ` Not readable for the worker: ${hidden
            .slice(0, 3)
            .map(({ what }) => what)
            .join(', ')}.`
        : ''
    return {
      verdict: first ? 'fail' : 'ok',
      reason: first
        ? `${maskSecrets(first.what)} may be changed by everybody on the host${open.length > 1 ? `, and ${open.length - 1} more` : ''}.${notRead}`
        : `${work.length - hidden.length} crontab lines, scripts and timers; nobody but their owners may change them.${notRead}`,
      value: work.length - hidden.length,
      unit: 'count',
      thresholds: { warn: null, fail: null },
      resources: open.slice(0, 50).map(
        ({ what }): ResourceVerdict => ({
          name: maskSecrets(what),
          value: null,
          verdict: 'fail',
          detail: 'may be changed by everybody on the host',
        }),
      ),
      evidence: {
        schedules: work.length - hidden.length,
        notReadable: hidden.slice(0, 20).map(({ what }) => what),
      },
      observations: {
        schedule: observed(work),
      },
    }
  },
  examples: {
    passing: {
      work: [{ what: '/etc/cron.d/backup: pg_dump shop', when: '0 2 * * * as postgres', openToAll: false }],
    },
    failing: {
      work: [{ what: '/etc/cron.d/backup: pg_dump shop', when: '0 2 * * * as postgres', openToAll: true }],
    },
  },
})

/** Lines that differ only in what is not shown stand together, so that one of them does not hide the other. */
function observed(work: readonly ScheduledWork[]): Record<string, string | null> {
  const all = new Map<string, string | null>()
  for (const { what, when } of work) {
    const key = maskSecrets(what)
    const before = all.get(key)
    const shown = when === null ? null : maskSecrets(when)
    all.set(key, before && shown ? `${before} and ${shown}` : shown)
  }
  return Object.fromEntries(all)
}
