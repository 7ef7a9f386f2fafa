// What happened to a prevention `p` of an incident `i` since it was chosen: one JSON value by kind.

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

/** Since when the check was bad already as somebody noticed the incident; null: it was not. */
const sawItSinceSql = `
  select case when s.to_verdict in ('warn', 'fail') then s.at end from state_change s
   where s.check_id = p.check_id and s.at <= i.detected_at order by s.at desc limit 1`

/** What saw this one already has seen nothing again until it was good in between. */
const isAgain = (at: string) => `
  ((${sawItSinceSql}) is null or ${at} > (
    select min(g.at) from state_change g where g.check_id = p.check_id and g.to_verdict = 'ok' and g.at > i.detected_at))`

/** The first time that a check went bad after it was chosen: its runs of two days, and every change of its state. */
const seenSql = `
  select json_build_object('at', ${ms('b.at')}, 'verdict', b.verdict, 'reason', b.reason) from (
    (select r.scheduled_for as at, r.verdict, r.reason from run r
      where r.check_id = p.check_id and r.scheduled_for > p.added_at - interval '1 day' and r.started_at > p.added_at
        and r.verdict in ('warn', 'fail') and ${isAgain('r.started_at')} order by r.scheduled_for limit 1)
    union all
    (select s.at, s.to_verdict, s.reason from state_change s
      where s.check_id = p.check_id and s.at > p.added_at and s.to_verdict in ('warn', 'fail')
        and ${isAgain('s.at')} order by s.at limit 1)) b
   order by b.at limit 1`

/** Which way is worse is known only where a warning comes before a failure. */
const limitsSql = `
  select c.fail_after, s.warn_at as limit_at, s.fail_at > s.warn_at as is_up
    from check_state s join "check" c on c.id = s.check_id
   where s.check_id = p.check_id and s.warn_at is not null and s.fail_at is not null and s.warn_at <> s.fail_at`

/** Where its own figures of that time pass the limits of today, as long as it takes to fail. */
const replaySql = `
  select json_build_object('at', ${ms('h.at')}, 'value', h.value, 'limit', h.limit_at) from (${limitsSql}) l
   cross join lateral (
     (select v.at, v.value, l.limit_at from (
        select m.at, m.value, count(*) filter (where m.value > l.limit_at and l.is_up or m.value < l.limit_at and not l.is_up)
                 over (order by m.at rows between greatest(l.fail_after, 1) - 1 preceding and current row) as bad,
               row_number() over (order by m.at) as place
          from sample m join series e on e.id = m.series_id and e.check_id = p.check_id and e.key = 'value'
         where m.at >= i.started_at - interval '1 day' and m.at < i.detected_at) v
       where v.bad >= greatest(l.fail_after, 1) order by v.at limit 1)
     union all
     (select m.at, case when l.is_up then m.min else m.max end, l.limit_at
        from sample_hour m join series e on e.id = m.series_id and e.check_id = p.check_id and e.key = 'value'
       where m.at >= i.started_at - interval '1 day' and m.at + interval '1 hour' <= i.detected_at
         and (l.is_up and m.min > l.limit_at or not l.is_up and m.max < l.limit_at)
       order by m.at limit 1)) h
   order by h.at limit 1`

/** What a check of a prevention `p` of incident `i` has seen. */
export const checkSql = `
  select json_build_object(
    'pausedSince', ${ms('c.paused_at')}, 'runs', k.check_id is not null, 'seen', (${seenSql}),
    'sawItSince', ${ms(`(${sawItSinceSql})`)},
    'replay', case when p.state = 'unproven' then (${replaySql}) end)
    from "check" c left join check_state k on k.check_id = c.id where c.id = p.check_id`

/** How a task was done since it was chosen. */
export const taskSql = `
  select json_build_object(
    'archivedAt', ${ms('t.archived_at')},
    'onTime', (select coalesce(json_agg(${ms('d.finished_at')} order by d.finished_at), '[]') from (
       select o.finished_at from task_occurrence o
        where o.task_id = t.id and o.finished_at > p.added_at and o.on_time and o.state in ('done', 'done-with-problem')
        order by o.finished_at limit 24) d),
    'late', (select count(*) from task_occurrence o
              where o.task_id = t.id and o.finished_at > p.added_at and not o.on_time and o.state in ('done', 'done-with-problem')),
    'nextDueAt', (select ${ms('min(o.due_at)')} from task_occurrence o
                   where o.task_id = t.id and o.state in ('pending', 'in-progress')))
    from maintenance_task t where t.id = p.task_id`

/** Whether a question is asked, and what was answered since. */
export const controlSql = `
  select json_build_object(
    'isAsked', exists (
      select from checklist_assignment g join checklist l on l.id = g.checklist_id and l.retired_at is null
        join checklist_version v on v.checklist_id = l.id and v.state = 'published'
        join control_revision q on q.version_id = v.id and q.key = p.control_key
       where g.system_id = i.system_id),
    'answer', (select json_build_object('at', ${ms('n.answered_at')}, 'outcome', n.outcome,
                        'hasEvidence', cardinality(n.evidence_ids) > 0 or n.source = 'auto')
                 from assessment n
                where n.system_id = i.system_id and n.control_key = p.control_key and n.answered_at > p.added_at))`

/** Whether a rule rang since, and somebody acted. */
export const alertSql = `
  select json_build_object('fired', count(*), 'acted', (
    select json_build_object('at', ${ms('o.fired_at')}, 'note', o.note) from alert_outcome o
     where o.system_id = i.system_id and lower(o.rule) = lower(p.alert_rule) and o.fired_at > p.added_at
       and o.outcome = 'acted' order by o.fired_at limit 1))
    from alert_outcome a
   where a.system_id = i.system_id and lower(a.rule) = lower(p.alert_rule) and a.fired_at > p.added_at`
