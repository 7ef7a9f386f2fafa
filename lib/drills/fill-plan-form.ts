import { assertionRows, type DrillPlanConfig, type PlanForm, type PlanTier } from './plan-schema'

type Values = Record<keyof PlanForm, string>

const ticked = (is: boolean) => (is ? 'on' : '')

/** A word of a command as it has to be typed, so that it is read as one again. */
const quoted = (word: string) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`

/** The fields of a stored plan, or of a new one. Passwords are never among them. */
export function fillPlanForm(plan: {
  name: string
  backupTargetId: string
  tier: PlanTier
  isOnDemand: boolean
  config: DrillPlanConfig
}): Values {
  const { config } = plan
  const boot = config.boot
  const rows = Object.fromEntries(
    assertionRows.flatMap((row) => {
      const asked = config.assertions[row - 1]
      return [
        [`assertionName${row}`, asked?.name ?? ''],
        [`assertionSql${row}`, asked?.sql ?? ''],
        [`assertionExpected${row}`, asked?.expected ?? ''],
      ]
    }),
  )
  return {
    name: plan.name,
    backupTargetId: plan.backupTargetId,
    tier: plan.tier,
    onDemand: ticked(plan.isOnDemand),
    place: config.place.type,
    scratchDsn: '',
    minutes: String(config.limits.minutes),
    diskMb: String(config.limits.diskMb),
    memoryMb: String(config.limits.memoryMb),
    repositoryStanza: config.repository?.stanza ?? '',
    repositoryPath: config.repository?.path ?? '',
    repositoryPassword: '',
    compareManifest: ticked(config.compareWith.includes('manifest')),
    compareSource: ticked(config.compareWith.includes('source')),
    compareLastProven: ticked(config.compareWith.includes('last-proven')),
    sourceTargetId: config.sourceTargetId ?? '',
    tolerances: config.tolerances
      .map(({ table, rows: most, percent }) => `${table}, ${percent === null ? most : `${percent}%`}`)
      .join('\n'),
    newestTable: config.newestRow?.table ?? '',
    newestColumn: config.newestRow?.column ?? '',
    bootType: boot?.type ?? 'none',
    bootUrl: boot?.type === 'http' ? boot.url : '',
    bootStatus: boot?.type === 'http' ? String(boot.status) : '200',
    bootContains: boot?.type === 'http' ? boot.contains : '',
    bootCommand: boot?.type === 'command' ? boot.argv.map(quoted).join(' ') : '',
    ...rows,
  } as Values
}

/** What a new plan does unless somebody says otherwise: whatever needs no further answer. */
export const plainConfig: DrillPlanConfig = {
  place: { type: 'embedded' },
  limits: { minutes: 120, diskMb: 10_240, memoryMb: 1_024 },
  repository: null,
  compareWith: ['manifest', 'last-proven'],
  sourceTargetId: null,
  tolerances: [],
  assertions: [],
  newestRow: null,
  boot: null,
}
