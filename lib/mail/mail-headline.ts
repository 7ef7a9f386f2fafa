import { sentencesOf } from '@/lib/format/sentences'
import type { QueueCounts } from './view'

const say = sentencesOf({
  page: `{state, select,
     none {No mail server is set: nothing is sent}
     away {{host} takes no mail: {waiting, plural, =0 {nothing waits} one {# message waits} other {# messages wait}}}
     other {{dead, plural,
       =0 {Mail goes out through {host}}
       one {# message was given up}
       other {# messages were given up}}}}`,
  queue: `{waiting, plural, =0 {Nothing waits} one {# message waits} other {# messages wait}},
   {delivered, plural, =0 {none was taken in the last 7 days} one {# was taken in the last 7 days} other {# were taken in the last 7 days}},
   {dead, plural, =0 {none was given up} one {# was given up and needs a decision} other {# were given up and need a decision}}.`,
})

/** The page of the mail server in one sentence. Pure. */
export function mailHeadline(host: string | null, isAway: boolean, { waiting, dead }: QueueCounts): string {
  const state = host === null ? 'none' : isAway ? 'away' : 'up'
  return say('page', { state, host: host ?? '', waiting, dead })
}

/** The queue in one sentence. Pure. */
export function queueSentence({ waiting, delivered, dead }: QueueCounts): string {
  return say('queue', { waiting, delivered, dead }).replace(/\s+/g, ' ')
}
