import { z } from 'zod'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import type { FileSystemUsage } from '@/lib/probes/file-system-usage'
import { type FileSystems, readFileSystems } from '@/lib/probes/host'
import { CouldNotLook } from '../could-not-look'
import { defineCheck, type ResourceVerdict } from '../define-check'
import { verdictBelow } from '../threshold'
import { compareVerdicts, worstVerdict } from '../verdict'

const config = z.strictObject({
  warnPercent: z
    .number()
    .min(0)
    .max(100)
    .default(10)
    .describe('Warn at or below this share of free inodes, in percent'),
  failPercent: z
    .number()
    .min(0)
    .max(100)
    .default(5)
    .describe('Fail at or below this share of free inodes, in percent'),
  ignore: z.array(z.string()).max(50).default([]).describe('Mount points that are not judged'),
})

const example = (filesFree: number): FileSystems => ({
  measured: [
    {
      mountPoint: '/',
      source: '/dev/vda1',
      type: 'ext4',
      totalBytes: 100e9,
      usedBytes: 40e9,
      availableBytes: 55e9,
      files: 6_000_000,
      filesFree,
    },
  ],
  unreadable: [],
  skipped: [],
})

function judgeOne(usage: FileSystemUsage, warnPercent: number, failPercent: number): ResourceVerdict {
  // btrfs, FAT and some XFS make inodes as needed and tell 0: there is nothing to run out of.
  if (usage.files === 0)
    return {
      name: usage.mountPoint,
      value: null,
      verdict: 'not-applicable',
      detail: `${usage.type} makes inodes as needed`,
    }
  const free = (100 * usage.filesFree) / usage.files
  return {
    name: usage.mountPoint,
    value: free,
    verdict: verdictBelow(free, warnPercent, failPercent),
    detail: `${formatNumber(usage.filesFree)} of ${formatNumber(usage.files)} inodes free`,
  }
}

/** Inodes left on every real file system of the host: a disk can be "full" with space left. */
export const hostInodes = defineCheck({
  kind: 'host.inodes',
  title: 'Inodes',
  proves: 'Every local file system can still take new files.',
  dimension: 'resources',
  tier: 'daily',
  targets: ['host'],
  intervalSeconds: 300,
  timeoutMs: 10_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'Warn at 10 % free as awesome-prometheus-alerts; fail at 5 % free as the node mixin warns.',
  remediation:
    'Find the folder with very many small files: `du --inodes -x <mount point> | sort -n | tail`. Usual causes are session files, mail queues, caches and build folders; delete the old ones and give them an expiry. The number of inodes of ext4 is fixed when it is made: a new file system is needed for more.',
  privileges: 'none: the worker reads /proc/self/mountinfo and asks each file system',
  collect: async (_config, { probe }) => readFileSystems(probe),
  judge: (facts, { warnPercent, failPercent, ignore }) => {
    const resources = [
      ...facts.measured
        .filter(({ mountPoint }) => !ignore.includes(mountPoint))
        .map((usage) => judgeOne(usage, warnPercent, failPercent)),
      ...facts.unreadable
        .filter(({ mountPoint }) => !ignore.includes(mountPoint))
        .map(
          ({ mountPoint, reason }): ResourceVerdict => ({
            name: mountPoint,
            value: null,
            verdict: 'unknown',
            detail: reason,
          }),
        ),
    ].sort((a, b) => compareVerdicts(a.verdict, b.verdict) || (a.value ?? 100) - (b.value ?? 100))
    const [worst] = resources
    if (!worst)
      throw new CouldNotLook(
        'No local file system was found that could be judged: look at the mounts of the worker.',
      )
    const reasons = {
      unknown: `${worst.name} could not be measured: ${worst.detail}.`,
      'not-applicable': 'No file system here has a fixed number of inodes.',
    }
    const least = resources.reduce<number | null>(
      (low, { value }) => (value === null ? low : Math.min(value, low ?? 100)),
      null,
    )
    return {
      verdict: worstVerdict(resources.map(({ verdict }) => verdict)),
      reason:
        worst.verdict === 'unknown' || worst.verdict === 'not-applicable'
          ? reasons[worst.verdict]
          : `${worst.name} has ${formatMeasure(worst.value ?? 0, '%')} of its inodes free (${worst.detail}).`,
      value: least,
      unit: '%',
      thresholds: { warn: warnPercent, fail: failPercent },
      resources: resources.slice(0, 50),
      evidence: {
        fileSystems: facts.measured
          .slice(0, 50)
          .map(({ mountPoint, type, files, filesFree }) => ({ mountPoint, type, files, filesFree })),
      },
      samples: facts.measured
        .filter(({ mountPoint, files }) => files > 0 && !ignore.includes(mountPoint))
        .slice(0, 20)
        .map(({ mountPoint, files, filesFree }) => ({
          key: mountPoint,
          value: (100 * filesFree) / files,
          unit: '%' as const,
        })),
    }
  },
  examples: { passing: example(5_400_000), failing: example(60_000) },
})
