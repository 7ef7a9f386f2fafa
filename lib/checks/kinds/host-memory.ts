import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { type HostMemory, readMemory } from '@/lib/probes/host'
import type { MemoryFigures } from '@/lib/probes/memory-figures'
import { defineCheck, type PastSample } from '../define-check'
import { compareVerdicts, type Verdict, worstVerdict } from '../verdict'

const config = z.strictObject({
  sustainedPercent: z
    .number()
    .min(1)
    .max(100)
    .default(85)
    .describe('Warn when used memory stays at or above this share, in percent'),
  sustainedMinutes: z.number().int().min(1).max(1440).default(15).describe('… for this many minutes'),
  warnAvailablePercent: z
    .number()
    .min(0)
    .max(100)
    .default(10)
    .describe('Warn at once at or below this share of available memory, in percent'),
  failAvailablePercent: z
    .number()
    .min(0)
    .max(100)
    .default(5)
    .describe('Fail at or below this share of available memory, in percent'),
})
type Config = z.infer<typeof config>

interface Facts extends HostMemory {
  /** Used percent of earlier runs within the sustained window, oldest first. */
  earlier: PastSample[]
}

const usedPercent = ({ totalBytes, availableBytes }: MemoryFigures) =>
  100 - (100 * availableBytes) / totalBytes

/** True when every sample since the window began was at or above the line, and they cover most of it. */
function isSustained(
  facts: Facts,
  used: number,
  { sustainedPercent, sustainedMinutes }: Config,
  now: Date,
): boolean {
  if (used < sustainedPercent) return false
  const windowMs = sustainedMinutes * 60_000
  const inWindow = facts.earlier.filter(({ at }) => now.getTime() - at.getTime() <= windowMs)
  const [oldest] = inWindow
  const isCovered = oldest !== undefined && now.getTime() - oldest.at.getTime() >= windowMs * 0.6
  return isCovered && inWindow.every(({ value }) => value >= sustainedPercent)
}

function judgeOne(
  used: number,
  sustained: boolean,
  { warnAvailablePercent, failAvailablePercent }: Config,
): Verdict {
  const available = 100 - used
  if (available <= failAvailablePercent) return 'fail'
  return available <= warnAvailablePercent || sustained ? 'warn' : 'ok'
}

const example = (availableBytes: number): Facts => ({
  host: { totalBytes: 16e9, availableBytes },
  group: null,
  earlier: [],
})

/** Memory that programs can still get, of the host and of the worker's own container or service. */
export const hostMemory = defineCheck({
  kind: 'host.memory',
  title: 'Memory',
  proves: 'Programs on the host can still get memory without swapping or being killed.',
  dimension: 'resources',
  tier: 'daily',
  targets: ['host'],
  intervalSeconds: 300,
  timeoutMs: 5_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'Sustained use above 85 % as the maintenance playbook asks; 10 % available as awesome-prometheus-alerts; 5 % our own proposal.',
  remediation:
    'See who holds it: `ps -eo rss,pid,comm --sort=-rss | head`. Restart what leaks, bound caches and pools, or give the host (or the container limit) more memory. Look for earlier kills with `journalctl -k -g "out of memory"`.',
  privileges: 'none: the worker reads /proc/meminfo and its own control group',
  collect: async ({ sustainedMinutes }, { probe, now, history }) => {
    const [memory, earlier] = await Promise.all([
      readMemory(probe),
      history('value', new Date(now.getTime() - sustainedMinutes * 60_000)),
    ])
    return { ...memory, earlier }
  },
  judge: (facts: Facts, settings, now) => {
    const places = [
      { name: 'host', figures: facts.host },
      ...(facts.group ? [{ name: 'container limit', figures: facts.group }] : []),
    ]
    const worstUsed = Math.max(...places.map(({ figures }) => usedPercent(figures)))
    const sustained = isSustained(facts, worstUsed, settings, now)
    const resources = places
      .map(({ name, figures }) => {
        const used = usedPercent(figures)
        return {
          name,
          value: used,
          verdict: judgeOne(used, sustained && used >= settings.sustainedPercent, settings),
          detail: `${formatMeasure(figures.availableBytes, 'bytes')} of ${formatMeasure(figures.totalBytes, 'bytes')} available`,
        }
      })
      .sort((a, b) => compareVerdicts(a.verdict, b.verdict) || b.value - a.value)
    const [worst] = resources
    const note = sustained
      ? `, for ${settings.sustainedMinutes} min and longer`
      : worstUsed >= settings.sustainedPercent
        ? `; this is a warning once it lasts ${settings.sustainedMinutes} min`
        : ''
    return {
      verdict: worstVerdict(resources.map(({ verdict }) => verdict)),
      reason: `${worst?.name === 'host' ? 'The host' : 'The container'} uses ${formatMeasure(worst?.value ?? 0, '%')} of its memory (${worst?.detail})${note}.`,
      value: worstUsed,
      unit: '%',
      thresholds: { warn: settings.sustainedPercent, fail: 100 - settings.failAvailablePercent },
      resources,
      evidence: {
        host: { ...facts.host },
        group: facts.group ? { ...facts.group } : null,
        samplesInWindow: facts.earlier.length,
      },
    }
  },
  examples: { passing: example(9e9), failing: example(0.5e9) },
})
