import { z } from 'zod'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import { type FileDescriptors, readFileDescriptors } from '@/lib/probes/host'
import { defineCheck, type Judgement } from '../define-check'
import { verdictAbove } from '../threshold'

const config = z.strictObject({
  warnPercent: z
    .number()
    .min(1)
    .max(100)
    .default(70)
    .describe('Warn from this share of the kernel limit, in percent'),
  failPercent: z
    .number()
    .min(1)
    .max(100)
    .default(90)
    .describe('Fail from this share of the kernel limit, in percent'),
})

/** Open files of the whole host against the kernel's limit. */
export const hostFdSystem = defineCheck({
  kind: 'host.fd_system',
  title: 'Open files of the host',
  proves: 'The kernel can still open files and sockets.',
  dimension: 'resources',
  tier: 'daily',
  targets: ['host'],
  intervalSeconds: 300,
  timeoutMs: 5_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Node mixin: warning at 70 %, critical at 90 %.',
  remediation:
    'Find the process that leaks descriptors: `for p in /proc/[0-9]*; do echo "$(ls $p/fd 2>/dev/null | wc -l) $p"; done | sort -n | tail`. Restart it and fix the leak; raise the limit with `sysctl fs.file-max=…` if the load is real.',
  privileges: 'none: the worker reads /proc/sys/fs/file-nr',
  collect: async (_config, { probe }): Promise<{ files: FileDescriptors | null }> => ({
    files: await readFileDescriptors(probe),
  }),
  judge: ({ files }, { warnPercent, failPercent }): Judgement => {
    const thresholds = { warn: warnPercent, fail: failPercent }
    if (!files) {
      return {
        verdict: 'not-applicable',
        reason: 'This operating system has no limit of open files for the whole host.',
        value: null,
        unit: '%',
        thresholds,
        resources: [],
        evidence: {},
      }
    }
    const used = (100 * files.allocated) / files.max
    return {
      verdict: verdictAbove(used, warnPercent, failPercent),
      reason: `${formatNumber(files.allocated)} files are open, ${formatMeasure(used, '%')} of the kernel's limit of ${formatNumber(files.max)}.`,
      value: used,
      unit: '%',
      thresholds,
      resources: [],
      evidence: { allocated: files.allocated, max: files.max },
    }
  },
  examples: {
    passing: { files: { allocated: 4_000, max: 1_000_000 } },
    failing: { files: { allocated: 950_000, max: 1_000_000 } },
  },
})
