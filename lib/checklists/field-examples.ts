// What a right value looks like, per field of the YAML. Shown with every error about the field and in docs/checklists.md.

/** The parts of a checklist that have fields of their own. */
export const formatParts = [
  'checklist',
  'control',
  'choice',
  'threshold',
  'appliesWhen',
  'answeredBy',
] as const
export type FormatPart = (typeof formatParts)[number]

/** Part and field → an example as it stands in YAML. */
export const fieldExamples: Readonly<Record<FormatPart, Readonly<Record<string, string>>>> = {
  checklist: {
    key: 'key: backup-basics',
    title: 'title: Backup basics',
    purpose: 'purpose: Whether what is lost tonight can be brought back tomorrow.',
    occasion: 'occasion: quarterly',
    appliesTo: 'appliesTo: [database, backup]',
    controls: 'controls: followed by a list; each entry begins with "- key: backup.fresh"',
  },
  control: {
    key: 'key: backup.fresh',
    area: 'area: Backups',
    question: 'question: Is the newest backup younger than a day?',
    why: 'why: An old backup loses everything since.',
    remediation: 'remediation: Look at the log of last night, then run the job again.',
    type: 'type: boolean',
    choices: 'choices: followed by a list such as "- {key: daily, label: Every day, outcome: pass}"',
    threshold: 'threshold: {unit: h, worse: higher, warn: 26, fail: 50}',
    severity: 'severity: high',
    evidencePolicy: 'evidencePolicy: optional',
    validForDays: 'validForDays: 90',
    dimension: 'dimension: backup',
    appliesWhen: 'appliesWhen: {systemKind: [database]}',
    proofOf: 'proofOf: backup.runs',
    answeredBy: 'answeredBy: [{check: [bk.age]}]',
  },
  choice: {
    key: 'key: daily',
    label: 'label: Every day',
    outcome: 'outcome: pass',
    improvement: 'improvement: Add a second run at noon.',
  },
  threshold: {
    unit: 'unit: h',
    worse: 'worse: higher',
    warn: 'warn: 26',
    fail: 'fail: 50',
  },
  appliesWhen: {
    systemKind: 'systemKind: [database, backup]',
    targetKind: 'targetKind: [postgres]',
    environment: 'environment: [production]',
    criticality: 'criticality: [critical, high]',
  },
  answeredBy: {
    check: 'check: [bk.age]',
    task: 'task: [postgres.vacuum-analyze]',
    fact: 'fact: backup.restored',
  },
}

type Path = readonly (string | number)[]

/** The part that a path of the document lies in, and the name of the field there: ['controls', 3, 'why'] → control, why. */
export function fieldOf(path: Path): { part: FormatPart; field: string | null } {
  const [first, , ...inControl] = path
  if (first !== 'controls' || path.length < 2)
    return { part: 'checklist', field: typeof first === 'string' ? first : null }
  const [field, next, deeper] = inControl
  const name = (value: string | number | undefined) => (typeof value === 'string' ? value : null)
  if (field === 'choices' && next !== undefined) return { part: 'choice', field: name(deeper) }
  if (field === 'answeredBy' && next !== undefined) return { part: 'answeredBy', field: name(deeper) }
  if (field === 'threshold' && next !== undefined) return { part: 'threshold', field: name(next) }
  if (field === 'appliesWhen' && next !== undefined) return { part: 'appliesWhen', field: name(next) }
  return { part: 'control', field: name(field) }
}
