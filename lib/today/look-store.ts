import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** Whoever comes back after this long looks anew; before, it is one visit, however often the page is asked for. */
const visitMinutes = 30

/**
 * Notes that somebody looks at the day, and says when the visit before this one ended; null: there was none. Written
 * at most once a minute: the page asks again every half minute.
 */
export async function noteLook(userId: string, on: Sql = sql()): Promise<Date | null> {
  const { rows } = await on.query<{ since: Date | null }>(
    `with looked as (
       update app_user
          set today_since = case when today_read_at < app_now() - interval '${visitMinutes} minutes' then today_read_at else today_since end,
              today_read_at = app_now()
        where id = $1 and (today_read_at is null or today_read_at < app_now() - interval '1 minute')
       returning today_since)
     select case when exists (select from looked) then (select today_since from looked)
                 else (select today_since from app_user where id = $1) end as since`,
    [userId],
  )
  return rows[0]?.since ?? null
}
