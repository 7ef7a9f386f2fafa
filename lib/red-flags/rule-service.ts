import { appendAudit } from '@/lib/audit/store'
import { canChangeRedFlagRules, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { lineErrorText } from '@/lib/checklists/line-error'
import { inTransaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { eachSystemFacts } from '@/lib/facts/store'
import { Problem } from '@/lib/problem'
import { type KnownRule, knownRules, type StoredRule } from './active-rules'
import type { RedFlagRule, Thresholds } from './define-rule'
import { ownRule } from './own-rule'
import { ownFacts } from './own-rule-facts'
import { type OwnRuleDocument, operators, ownRuleExample } from './own-rule-schema'
import { parseOwnRule } from './parse-own-rule'
import { parseThresholds } from './parse-thresholds'
import { type Effect, effectOf, type Fate } from './rule-effect'
import { countOwnRules, forgetStates, lockRule, readStoredRules, removeRule, saveRule } from './rule-store'
import { ruleByKey } from './service'
import type { OwnRulePreview } from './view'

const mostOwnRules = 50

function permitRules(viewer: Viewer): void {
  permit(
    canChangeRedFlagRules(viewer),
    'Only an administrator switches red-flag rules, changes their numbers or writes own ones. Ask one of them.',
  )
}

/** What other numbers would change, from the facts of now: nothing is stored. Throws Problem. */
export async function previewThresholds(
  viewer: Viewer,
  key: string,
  typed: Readonly<Record<string, unknown>>,
): Promise<{ numbers: Thresholds; effect: Effect }> {
  permitRules(viewer)
  const { rule, numbers: now, enabled } = await ruleByKey(key)
  const numbers = parseThresholds(rule, typed, now)
  return { numbers, effect: await tryOut(rule, numbers, enabled ? { rule, numbers: now } : null) }
}

/** Changes the numbers of a rule; the worker judges all systems by them within minutes. Throws Problem. */
export async function changeThresholds(
  viewer: Viewer,
  key: string,
  typed: Readonly<Record<string, unknown>>,
): Promise<void> {
  permitRules(viewer)
  await decide(viewer, key, 'red-flag-rule.change', ({ rule, numbers: now, enabled }) => ({
    enabled,
    thresholds: parseThresholds(rule, typed, now),
  }))
}

/** Switches a rule on or off. Off, it says nothing any more; findings that it raised stay for people to decide about. */
export async function switchRule(viewer: Viewer, key: string, enabled: boolean): Promise<void> {
  permitRules(viewer)
  await decide(viewer, key, 'red-flag-rule.switch', ({ rule, numbers, enabled: before }) => {
    if (before === enabled)
      throw new Problem('conflict', `${rule.title} is ${enabled ? 'on' : 'off'} already. Reload the page.`)
    return { enabled, thresholds: numbers }
  })
}

/** What somebody needs who writes an own rule: an example, the facts, the operators. Throws forbidden. */
export function newOwnRule(viewer: Viewer): {
  example: string
  facts: { key: string; title: string }[]
  operators: readonly string[]
} {
  permitRules(viewer)
  const facts = Object.entries(ownFacts).map(([key, { title }]) => ({ key, title }))
  return { example: ownRuleExample, facts, operators }
}

/** What an own rule would say of all systems: nothing is stored. Throws an invalid Problem with the lines. */
export async function previewOwnRule(viewer: Viewer, source: string): Promise<OwnRulePreview> {
  permitRules(viewer)
  const document = readSource(source)
  const rule = ownRule(document)
  const known = knownRules(await readStoredRules()).find(({ rule: { key } }) => key === document.key)
  const before = known?.enabled ? known : null
  return { document, statements: rule.statements({}), effect: await tryOut(rule, {}, before) }
}

/** Stores an own rule, and switches it on. Throws Problem: invalid (lines), conflict (its key is taken, or too many). */
export async function createOwnRule(viewer: Viewer, source: string): Promise<{ key: string }> {
  permitRules(viewer)
  const { key } = readSource(source)
  await inTransaction(async (tx) => {
    if (await lockRule(tx, key))
      throw new Problem('conflict', `A rule called ${key} exists already.`, {
        source: `line 1: ${key} is taken. Give this rule another key, or change that one.`,
      })
    if ((await countOwnRules(tx)) >= mostOwnRules)
      throw new Problem(
        'conflict',
        `There are ${mostOwnRules} own rules already: delete one that nobody needs.`,
      )
    const updatedAt = await transactionNow(tx)
    await saveRule(tx, { key, isShipped: false, enabled: true, thresholds: {}, source, updatedAt })
    await appendAudit(tx, {
      actor: viewer,
      action: 'red-flag-rule.create',
      entity: 'red-flag-rule',
      entityId: key,
      after: { source },
    })
  })
  return { key }
}

/** Changes the text of an own rule; its key stays. Throws Problem. */
export async function changeOwnRule(viewer: Viewer, key: string, source: string): Promise<void> {
  permitRules(viewer)
  const document = readSource(source)
  if (document.key !== key)
    throw new Problem('invalid', 'A rule keeps its key.', {
      source: `line 1: the key must stay ${key}, because its history is kept under it. For another rule, write a new one.`,
    })
  await decide(viewer, key, 'red-flag-rule.change', ({ enabled }) => ({ enabled, thresholds: {}, source }))
}

/** Deletes an own rule and what it says of systems. Its findings stay for people to decide about. Throws Problem. */
export async function deleteOwnRule(viewer: Viewer, key: string): Promise<void> {
  permitRules(viewer)
  await inTransaction(async (tx) => {
    const stored = await lockRule(tx, key)
    if (!stored || stored.isShipped)
      throw new Problem(
        stored ? 'conflict' : 'not-found',
        stored
          ? 'This rule came with the product: it can be switched off, not deleted.'
          : 'There is no such rule.',
      )
    await forgetStates(tx, key, await transactionNow(tx), 'The rule was deleted.')
    await removeRule(tx, key)
    await appendAudit(tx, {
      actor: viewer,
      action: 'red-flag-rule.delete',
      entity: 'red-flag-rule',
      entityId: key,
      before: { source: stored.source },
    })
  })
}

type Decision = Pick<StoredRule, 'enabled'> & { thresholds: Thresholds; source?: string }

async function decide(
  viewer: Viewer,
  key: string,
  action: 'red-flag-rule.change' | 'red-flag-rule.switch',
  decideNow: (known: KnownRule) => Decision,
): Promise<void> {
  await inTransaction(async (tx) => {
    const stored = await lockRule(tx, key)
    const known = knownRules(stored ? [stored] : []).find(({ rule }) => rule.key === key)
    if (!known) throw new Problem('not-found', 'There is no such red flag.')
    const decision = decideNow(known)
    const updatedAt = await transactionNow(tx)
    const isOwn = known.source !== null
    await saveRule(tx, { key, isShipped: !isOwn, source: known.source, ...decision, updatedAt })
    if (known.enabled && !decision.enabled)
      await forgetStates(tx, key, updatedAt, 'The rule was switched off.')
    const { enabled, numbers, source } = known
    await appendAudit(tx, {
      actor: viewer,
      action,
      entity: 'red-flag-rule',
      entityId: key,
      before: { enabled, ...(isOwn ? { source } : { thresholds: numbers }) },
      after: {
        enabled: decision.enabled,
        ...(isOwn ? { source: decision.source ?? source } : { thresholds: decision.thresholds }),
      },
    })
  })
}

function readSource(source: string): OwnRuleDocument {
  const { document, errors } = parseOwnRule(source)
  if (document) return document
  const lines = errors.map(lineErrorText)
  throw new Problem(
    'invalid',
    lines.length === 1
      ? 'One line of the rule needs a look.'
      : `${lines.length} lines of the rule need a look.`,
    { source: lines.join('\n') },
  )
}

/** What a rule would say of every system, beside what is said now. */
async function tryOut(
  rule: RedFlagRule,
  numbers: Thresholds,
  now: Pick<KnownRule, 'rule' | 'numbers'> | null,
): Promise<Effect> {
  const fates: Fate[] = []
  for await (const batch of eachSystemFacts())
    for (const facts of batch)
      fates.push({
        name: facts.system.name,
        before: now ? now.rule.evaluate(facts, now.numbers).status : null,
        after: rule.evaluate(facts, numbers).status,
      })
  return effectOf(fates, now !== null)
}
