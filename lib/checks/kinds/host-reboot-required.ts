import { z } from 'zod'
import { formatNumber } from '@/lib/format/measure'
import { compareVersions, type HostBoot, readBoot } from '@/lib/probes/host-boot'
import { defineCheck, type Judgement } from '../define-check'

const config = z.strictObject({})

/** Whether the host waits for a restart; that it had one is reported as a change. */
export const hostRebootRequired = defineCheck<z.infer<typeof config>, HostBoot>({
  kind: 'host.reboot_required',
  title: 'Restart of the host',
  proves:
    'The host runs its newest kernel and nothing asks for a restart; each restart is reported as a change.',
  dimension: 'security',
  tier: 'weekly',
  targets: ['host'],
  intervalSeconds: 300,
  timeoutMs: 5_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    "Debian's and Ubuntu's own mark (/run/reboot-required), and the newest kernel in /boot against the one that runs.",
  remediation:
    'Restart in the maintenance window, after a look at what must come up by itself: `systemctl list-unit-files --state=enabled`. Until then fixes of the kernel or of libc are installed but not in force. For a restart that nobody announced look at its end: `journalctl -b -1 -e` shows the last lines before it (power, kernel panic, out of memory, or a person), `last -x reboot` the times.',
  privileges: 'none: the worker reads /proc, /boot and /run',
  collect: (_config, { probe }) => readBoot(probe),
  judge: ({ bootId, upSeconds, running, newest, askedBy }): Judgement => {
    const days = Number.isFinite(upSeconds) ? upSeconds / 86_400 : null
    const up =
      days === null
        ? ''
        : `, up for ${days >= 1 ? `${formatNumber(Math.floor(days))} ${Math.floor(days) === 1 ? 'day' : 'days'}` : 'less than a day'}`
    const isBehind = newest !== null && compareVersions(newest, running) > 0
    const isKnown = newest !== null || askedBy !== null
    const asked =
      askedBy && askedBy.length > 0
        ? ` (${askedBy.slice(0, 5).join(', ')}${askedBy.length > 5 ? ' …' : ''})`
        : ''
    return {
      verdict: askedBy !== null || isBehind ? 'warn' : isKnown ? 'ok' : 'not-applicable',
      reason: isBehind
        ? `Kernel ${running} runs, ${newest} is installed: its fixes are in force after a restart${up}.`
        : askedBy !== null
          ? `Updates ask for a restart${asked}; kernel ${running}${up}.`
          : isKnown
            ? `Kernel ${running}${up}: the newest one, and nothing asks for a restart.`
            : `Kernel ${running}${up}. This host keeps no kernels of its own, so only its restarts are followed.`,
      value: days,
      unit: days === null ? null : 'days',
      thresholds: { warn: null, fail: null },
      resources: [],
      evidence: { running, newest, askedBy, upSeconds: Number.isFinite(upSeconds) ? upSeconds : null },
      observations: { restart: { host: `boot ${bootId.slice(0, 8)}` }, version: { kernel: running } },
    }
  },
  examples: {
    passing: {
      bootId: '5c2f6a8e-0000-4000-8000-000000000000',
      upSeconds: 900_000,
      running: '6.1.0-28-amd64',
      newest: '6.1.0-28-amd64',
      askedBy: null,
    },
    failing: {
      bootId: '5c2f6a8e-0000-4000-8000-000000000000',
      upSeconds: 9_000_000,
      running: '6.1.0-21-amd64',
      newest: '6.1.0-28-amd64',
      askedBy: ['linux-image-6.1.0-28-amd64'],
    },
  },
})
