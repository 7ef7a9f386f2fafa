import { sql } from '@/lib/db/database'

/** Somebody who has the review open. */
export interface Present {
  userId: string
  name: string
  controlKey: string
  position: number
}

/** After so many seconds without a sign, somebody is no longer there. */
export const presenceSeconds = 45

/** Notes at which question somebody is; a review that is over or does not ask it is left alone. */
export async function notePresence(reviewId: string, userId: string, controlKey: string): Promise<void> {
  await sql().query(
    `insert into review_presence (review_id, user_id, control_key, seen_at)
     select q.review_id, $2::uuid, q.control_key, app_now()
       from review_question q join review r on r.id = q.review_id and r.state not in ('closed', 'cancelled')
      where q.review_id = $1::uuid and q.control_key = $3
     on conflict (review_id, user_id) do update set control_key = excluded.control_key, seen_at = excluded.seen_at`,
    [reviewId, userId, controlKey],
  )
}

/** Others who are in the review now, by their question. */
export async function listPresent(reviewId: string, exceptUserId: string): Promise<Present[]> {
  const { rows } = await sql().query<Present>(
    `select w.user_id as "userId", p.name, w.control_key as "controlKey", q.position
       from review_presence w join app_user p on p.id = w.user_id
       join review_question q on q.review_id = w.review_id and q.control_key = w.control_key
      where w.review_id = $1::uuid and w.user_id <> $2::uuid
        and w.seen_at > app_now() - make_interval(secs => ${presenceSeconds})
      order by q.position, p.name`,
    [reviewId, exceptUserId],
  )
  return rows
}
