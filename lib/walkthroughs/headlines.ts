import { capital, sentencesOf } from '@/lib/format/sentences'
import { leftWords, type Progress } from './progress'
import type { WalkthroughState } from './schema'

const templates = {
  list: `{waiting, plural, =0 {} one {One walkthrough waits for its mentor; } other {{waiting, number} walkthroughs wait for their mentor; }}{running, plural, =0 {{waiting, plural, =0 {no walkthrough is} other {none is}}} one {{waiting, plural, =0 {one walkthrough is} other {one is}}} other {{running, number} {waiting, plural, =0 {walkthroughs are} other {are}}}} under way. {few, plural, =0 {Every system has two people who walked through it within a year.} one {{systems, plural, one {The one system has} other {One of {systems, number} systems has}} fewer than two who walked through it within a year.} other {{few, number} of {systems, number} systems have fewer than two who walked through them within a year.}}`,
  noSystems: 'There is no system yet, so nobody can walk through one.',
  offer:
    '{system} in seven chapters and eight questions: about {minutes, plural, one {one minute} other {{minutes, number} minutes}}.',
  short:
    '{system} in seven chapters. {possible, plural, =0 {None} one {Only one} other {Only {possible, number}}} of eight questions can be asked yet.',
  assigned:
    'You are asked to walk through {system}: about {minutes, plural, one {one minute} other {{minutes, number} minutes}}.',
  running:
    '{left} left on {system}: about {minutes, plural, one {one minute} other {{minutes, number} minutes}}.',
  through: 'You are through {system}. Say what confused you, and hand it to your mentor.',
  waiting: 'You are through {system}; your mentor has still to sign.',
  completed: 'You have walked through {system}.',
  record:
    '{person} answered {right, number} of {asked, number} questions about {system} rightly, {firstTry, number} at the first try.',
} as const

const say = sentencesOf(templates)

/** The sentence over all walkthroughs. Pure. */
export function walkthroughsHeadline(facts: {
  systems: number
  few: number
  running: number
  waiting: number
}): string {
  if (facts.systems === 0) return say('noSystems')
  const text = say('list', facts)
  return capital(text)
}

/** The sentence over one system's walkthrough, for who reads it. Pure. */
export function walkthroughHeadline(facts: {
  system: string
  state: WalkthroughState | null
  progress: Progress | null
  minutes: number
  possible: number | null
}): string {
  const { system, state, progress, minutes, possible } = facts
  if (state === 'waiting-for-mentor') return say('waiting', { system })
  if (state === 'completed') return say('completed', { system })
  if (state === 'in-progress' && progress) {
    return progress.isThrough
      ? say('through', { system })
      : say('running', { system, minutes, left: leftWords(progress) })
  }
  if (possible !== null) return say('short', { system, possible })
  return say(state === 'assigned' ? 'assigned' : 'offer', { system, minutes })
}

/** The sentence over one person's path. Pure. */
export function recordHeadline(facts: { person: string; system: string; progress: Progress }): string {
  const { person, system, progress } = facts
  const { right, asked, firstTry } = progress
  return say('record', { person, system, right, asked, firstTry })
}
