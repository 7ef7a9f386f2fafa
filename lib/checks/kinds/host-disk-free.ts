import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import type { FileSystemUsage } from '@/lib/probes/file-system-usage'
import { type FileSystems, readFileSystems } from '@/lib/probes/host'
import { CouldNotLook } from '../could-not-look'
import { defineCheck, type ResourceVerdict } from '../define-check'
import { verdictAbove } from '../threshold'
import { compareVerdicts, worstVerdict } from '../verdict'

const config = z.strictObject({
  warnPercent: z
    .number()
    .min(1)
    .max(100)
    .default(70)
    .describe('Warn from this share of used space, in percent'),
  failPercent: z
    .number()
    .min(1)
    .max(100)
    .default(95)
    .describe('Fail from this share of used space, in percent'),
  minBytes: z
    .number()
    .min(0)
    .default(100_000_000)
    .describe('Leave out file systems smaller than this, in bytes'),
  ignore: z.array(z.string()).max(50).default([]).describe('Mount points that are not judged'),
})

/** Like df: space that only root may fill is neither used nor available. */
function usedPercent({ usedBytes, availableBytes }: FileSystemUsage): number {
  const usable = usedBytes + availableBytes
  return usable === 0 ? 100 : (100 * usedBytes) / usable
}

const example = (usedBytes: number, availableBytes: number): FileSystems => ({
  measured: [
    {
      mountPoint: '/',
      source: '/dev/vda1',
      type: 'ext4',
      totalBytes: 100e9,
      usedBytes,
      availableBytes,
      files: 6_000_000,
      filesFree: 5_400_000,
    },
  ],
  unreadable: [],
  skipped: [{ reason: 'not on a disk', count: 12 }],
})

/** Space left on every real file system of the host. */
export const hostDiskFree = defineCheck({
  kind: 'host.disk_free',
  title: 'Disk space',
  proves: 'Every local file system of the host has room left.',
  dimension: 'resources',
  tier: 'daily',
  targets: ['host'],
  intervalSeconds: 300,
  timeoutMs: 10_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Warn at 70 % as the maintenance playbook asks; fail at 95 %, our own proposal.',
  remediation:
    'Find what grows: `du -xh --max-depth=2 <mount point> | sort -h | tail`. Rotate or delete old logs and artefacts, then extend the volume if the growth is real. A file that was deleted while a program holds it open frees its space only when that program restarts: `lsof +L1` lists them.',
  privileges: 'none: the worker reads /proc/self/mountinfo and asks each file system',
  collect: async (_config, { probe }) => readFileSystems(probe),
  judge: (facts, { warnPercent, failPercent, minBytes, ignore }) => {
    const judged = facts.measured.filter(
      (usage) => usage.totalBytes >= minBytes && !ignore.includes(usage.mountPoint),
    )
    const resources: ResourceVerdict[] = [
      ...judged.map((usage) => ({
        name: usage.mountPoint,
        value: usedPercent(usage),
        verdict: verdictAbove(usedPercent(usage), warnPercent, failPercent),
        detail: `${formatMeasure(usage.availableBytes, 'bytes')} of ${formatMeasure(usage.usedBytes + usage.availableBytes, 'bytes')} free`,
      })),
      ...facts.unreadable
        .filter(({ mountPoint }) => !ignore.includes(mountPoint))
        .map(({ mountPoint, reason }) => ({
          name: mountPoint,
          value: null,
          verdict: 'unknown' as const,
          detail: reason,
        })),
    ].sort((a, b) => compareVerdicts(a.verdict, b.verdict) || (b.value ?? 0) - (a.value ?? 0))
    const [worst] = resources
    if (!worst)
      throw new CouldNotLook(
        'No local file system was found that could be judged: look at the mounts of the worker, or lower the smallest size in the settings.',
      )
    const fullest = resources.reduce<number | null>(
      (most, { value }) => (value === null ? most : Math.max(value, most ?? 0)),
      null,
    )
    const others = resources.length === 1 ? '' : `, the worst of ${resources.length} file systems`
    return {
      verdict: worstVerdict(resources.map(({ verdict }) => verdict)),
      reason:
        worst.value === null
          ? `${worst.name} could not be measured: ${worst.detail}.`
          : `${worst.name} is ${formatMeasure(worst.value, '%')} full with ${worst.detail}${others}.`,
      value: fullest,
      unit: '%',
      thresholds: { warn: warnPercent, fail: failPercent },
      resources: resources.slice(0, 50),
      evidence: {
        fileSystems: judged.slice(0, 50).map((usage) => ({ ...usage })),
        skipped: facts.skipped.map(({ reason, count }) => `${count} × ${reason}`),
      },
      samples: judged
        .slice(0, 20)
        .map((usage) => ({ key: usage.mountPoint, value: usedPercent(usage), unit: '%' as const })),
    }
  },
  examples: { passing: example(40e9, 55e9), failing: example(94e9, 1e9) },
})
