import { answerCarriesOver } from './answer-carries-over'
import type { ChecklistDocument, Control, ControlChoice } from './schema'
import type { VersionControl } from './store'

/** The words of a version besides its controls. */
export type VersionWords = Pick<ChecklistDocument, 'title' | 'purpose' | 'occasion' | 'appliesTo'>

export interface ComparedVersion extends VersionWords {
  controls: readonly VersionControl[]
}

/** One field that says something else; null: it says nothing. */
export interface FieldChange {
  field: string
  before: string | null
  after: string | null
}

export interface ControlChange {
  before: Control
  after: Control
  fields: FieldChange[]
  /** Answers to the control before are answers to the control after. */
  carriesOver: boolean
}

/** What one version of a checklist says otherwise than another, by the keys of its controls. */
export interface VersionComparison {
  words: FieldChange[]
  added: Control[]
  removed: Control[]
  changed: ControlChange[]
  unchanged: number
  /** The controls that both have stand in another order. */
  isReordered: boolean
}

/** Compares two versions. Pure; `before` null stands for no version at all, so everything is added. */
export function compareVersions(before: ComparedVersion | null, after: ComparedVersion): VersionComparison {
  const old = new Map((before?.controls ?? []).map((each) => [each.control.key, each]))
  const kept = after.controls.filter(({ control }) => old.has(control.key))
  const changed = kept.flatMap((now) => {
    const was = old.get(now.control.key)
    const fields = was ? controlChanges(was.control, now.control) : []
    return was && fields.length > 0
      ? [{ before: was.control, after: now.control, fields, carriesOver: answerCarriesOver(was, now) }]
      : []
  })
  const keptKeys = kept.map(({ control }) => control.key)
  const asked = new Set(keptKeys)
  return {
    words: before ? wordChanges(before, after) : [],
    added: after.controls.filter(({ control }) => !old.has(control.key)).map(({ control }) => control),
    removed: (before?.controls ?? [])
      .filter(({ control }) => !asked.has(control.key))
      .map(({ control }) => control),
    changed,
    unchanged: kept.length - changed.length,
    isReordered: [...old.keys()].filter((key) => asked.has(key)).join() !== keptKeys.join(),
  }
}

function wordChanges(before: VersionWords, after: VersionWords): FieldChange[] {
  return [
    change('title', before.title, after.title),
    change('purpose', before.purpose, after.purpose),
    change('occasion', before.occasion, after.occasion),
    change('applies to', list(before.appliesTo), list(after.appliesTo)),
  ].flat()
}

function controlChanges(before: Control, after: Control): FieldChange[] {
  return [
    change('question', before.question, after.question),
    change('type', before.type, after.type),
    choiceChanges(before, after),
    change('threshold', thresholdWords(before), thresholdWords(after)),
    change('why', before.why, after.why),
    change('remediation', before.remediation, after.remediation),
    change('severity', before.severity, after.severity),
    change('evidence', before.evidencePolicy, after.evidencePolicy),
    change('valid for', `${before.validForDays} d`, `${after.validForDays} d`),
    change('area', before.area, after.area),
    change('dimension', before.dimension, after.dimension),
    change('applies when', conditionWords(before), conditionWords(after)),
    change('proof of', before.proofOf, after.proofOf),
    change('answered by', list(sourceWords(before)), list(sourceWords(after))),
  ].flat()
}

function choiceChanges(before: Control, after: Control): FieldChange[] {
  const old = new Map(before.choices.map((choice) => [choice.key, choice]))
  const fresh = new Map(after.choices.map((choice) => [choice.key, choice]))
  const changes = [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key) =>
    change(`choice ${key}`, choiceWords(old.get(key)), choiceWords(fresh.get(key))),
  )
  const order = (choices: Control['choices']) => choices.map(({ key }) => key).join(', ')
  // Only when nothing else explains it.
  return changes.length > 0 || order(before.choices) === order(after.choices)
    ? changes
    : change('order of choices', order(before.choices), order(after.choices))
}

const choiceWords = (choice: ControlChoice | undefined): string | null =>
  choice ? [`${choice.label} (${choice.outcome})`, choice.improvement].filter(Boolean).join('. ') : null

/** "fail from 50 hours, warn from 26". */
export function thresholdWords({ threshold }: Pick<Control, 'threshold'>): string | null {
  if (!threshold) return null
  const { unit, worse, warn, fail } = threshold
  const way = worse === 'higher' ? 'from' : 'down to'
  return `fails ${way} ${fail} ${unit}${warn === null ? '' : `, warns ${way} ${warn}`}`
}

/** "kind database or host; production", or null when it applies to every system. */
export function conditionWords({ appliesWhen }: Pick<Control, 'appliesWhen'>): string | null {
  if (!appliesWhen) return null
  const { systemKind, targetKind, environment, criticality } = appliesWhen
  const or = (label: string, values: readonly string[] | undefined) =>
    values ? [`${label} ${values.join(' or ')}`] : []
  return (
    [
      ...or('kind', systemKind),
      ...or('target', targetKind),
      ...or('environment', environment),
      ...or('criticality', criticality),
    ].join('; ') || null
  )
}

/** "check bk.age", "fact drills.proven", in their order. */
export function sourceWords({ answeredBy }: Pick<Control, 'answeredBy'>): string[] {
  return answeredBy.map((source) => {
    if ('check' in source) return `check ${source.check.join(', ')}`
    return 'task' in source ? `task ${source.task.join(', ')}` : `fact ${source.fact}`
  })
}

const list = (values: readonly string[]): string | null => (values.length === 0 ? null : values.join('; '))

const change = (field: string, before: string | null, after: string | null): FieldChange[] =>
  before === after ? [] : [{ field, before, after }]
