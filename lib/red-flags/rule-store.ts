import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { StoredRule } from './active-rules'
import type { Thresholds } from './define-rule'

/** What was decided about rules, own ones in the order in which they were named. */
export async function readStoredRules(on: Sql = sql()): Promise<StoredRule[]> {
  const { rows } = await on.query<StoredRule>(
    `select key, is_shipped as "isShipped", enabled, thresholds, source, updated_at as "updatedAt"
       from red_flag_rule order by key`,
  )
  return rows
}

/** What was decided about one rule, locked until the transaction ends; null when it is as it came. */
export async function lockRule(tx: Transaction, key: string): Promise<StoredRule | null> {
  // Also keeps two from deciding at once about a rule that has no row yet.
  await tx.$executeRaw`select pg_advisory_xact_lock(72707372, hashtext(${key}))`
  return tx.redFlagRule.findUnique({ where: { key } })
}

/** Stores a decision about a rule. */
export async function saveRule(
  tx: Transaction,
  rule: Omit<StoredRule, 'thresholds'> & { thresholds: Thresholds },
): Promise<void> {
  const { key, ...data } = rule
  await tx.redFlagRule.upsert({ where: { key }, create: rule, update: data })
}

/** How many own rules there are. */
export function countOwnRules(tx: Transaction): Promise<number> {
  return tx.redFlagRule.count({ where: { isShipped: false } })
}

/** Forgets an own rule. */
export async function removeRule(tx: Transaction, key: string): Promise<void> {
  await tx.redFlagRule.delete({ where: { key } })
}

/**
 * Forgets what a rule said of every system; its history says that it was known no longer from now on. Findings that
 * it raised stay, for people to decide about.
 */
export async function forgetStates(tx: Transaction, key: string, now: Date, sentence: string): Promise<void> {
  await tx.$executeRaw`
    insert into red_flag_change (system_id, flag_key, at, from_status, to_status, sentence)
    select s.system_id, s.flag_key,
           greatest(${now}::timestamptz, (select max(c.at) + interval '1 millisecond' from red_flag_change c
                                           where c.system_id = s.system_id and c.flag_key = s.flag_key)),
           s.status, 'unknown', ${sentence}
      from red_flag_state s where s.flag_key = ${key} and s.status <> 'unknown'`
  await tx.redFlagState.deleteMany({ where: { flagKey: key } })
}
