import { sql, type Transaction } from '@/lib/db/database'
import type { MailSettings } from './settings'

/** Key of the row in instance_setting; also the id that the sealed password is bound to. */
export const mailSettingKey = 'mail'

export interface StoredMailSettings {
  config: MailSettings
  /** Sealed; null where the server wants none. */
  secret: string | null
  /** Changes with every change. */
  changedAt: Date
}

/** The mail server of this installation; null where none is named. */
export async function readMailSettings(): Promise<StoredMailSettings | null> {
  const { rows } = await sql().query<{ value: Omit<StoredMailSettings, 'changedAt'>; changedAt: Date }>(
    'select value, updated_at as "changedAt" from instance_setting where key = $1',
    [mailSettingKey],
  )
  const [row] = rows
  return row ? { config: row.value.config, secret: row.value.secret, changedAt: row.changedAt } : null
}

/** Keeps the mail server, in place of the one before. */
export async function writeMailSettings(
  tx: Transaction,
  { config, secret }: Omit<StoredMailSettings, 'changedAt'>,
): Promise<void> {
  const value = JSON.stringify({ config, secret })
  await tx.$executeRaw`insert into instance_setting (key, value, updated_at) values (${mailSettingKey}, ${value}::jsonb, app_now())
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`
}

/** Names no mail server any more; false when none was named. */
export async function deleteMailSettings(tx: Transaction): Promise<boolean> {
  return (await tx.$executeRaw`delete from instance_setting where key = ${mailSettingKey}`) === 1
}
