import { z } from 'zod'
import { formatNumber } from '@/lib/format/measure'
import { type InstalledPackages, readPackages } from '@/lib/probes/installed-packages'
import { defineCheck, type Judgement, type ResourceVerdict } from '../define-check'

const config = z.strictObject({})

/** What is installed on the host, and whether each of it was installed to its end. */
export const hostPackages = defineCheck<z.infer<typeof config>, InstalledPackages>({
  kind: 'host.packages',
  title: 'Installed packages',
  proves: 'No installation was broken off; new, removed and updated packages are reported as changes.',
  dimension: 'security',
  tier: 'weekly',
  targets: ['host'],
  intervalSeconds: 3_600,
  timeoutMs: 20_000,
  failAfter: 2,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: "The package manager's own states: half-installed, unpacked, half-configured.",
  remediation:
    'An installation that was broken off leaves programs without their configuration: `dpkg --audit` names them, `dpkg --configure -a` and then `apt-get -f install` finish them; look at the end of /var/log/dpkg.log for what went wrong (mostly a full disk). For a package that nobody announced: `zgrep " install \\| upgrade " /var/log/dpkg.log*`, `/var/log/apt/history.log` or `dnf history` say when and by whom; unattended upgrades are best announced by a maintenance window.',
  privileges: "none: the worker reads the package manager's files (dpkg, apk, or rpm 4.16 and later)",
  collect: (_config, { probe }) => readPackages(probe),
  judge: ({ manager, packages }): Judgement => {
    const broken = packages.filter((each) => each.broken !== null)
    const [first] = broken
    return {
      verdict: first ? 'fail' : 'ok',
      reason: first
        ? `${first.name} is ${first.broken}${broken.length > 1 ? `, and ${broken.length - 1} more are not installed to their end` : ': its installation was broken off'}.`
        : `${formatNumber(packages.length)} packages of ${manager}, each installed to its end.`,
      value: broken.length,
      unit: 'count',
      thresholds: { warn: null, fail: 1 },
      resources: broken.slice(0, 50).map(
        ({ name, version, broken: state }): ResourceVerdict => ({
          name,
          value: null,
          verdict: 'fail',
          detail: `${version} is ${state}`,
        }),
      ),
      evidence: { manager, packages: packages.length },
      observations: { package: Object.fromEntries(packages.map(({ name, version }) => [name, version])) },
    }
  },
  examples: {
    passing: { manager: 'dpkg', packages: [{ name: 'openssl', version: '3.0.15-1', broken: null }] },
    failing: {
      manager: 'dpkg',
      packages: [{ name: 'openssl', version: '3.0.15-1', broken: 'half-configured' }],
    },
  },
})
