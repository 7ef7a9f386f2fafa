import { describe, expect, it } from 'vitest'
import type { WatchedJob } from '@/lib/jobs/view'
import { isGoingOn, jobSentence, progressText, secondsLeft, timeText } from './job-words'

const job: WatchedJob = {
  id: 'j',
  kind: 'drill',
  subjectId: 's',
  systemId: 'y',
  state: 'running',
  requestedBy: null,
  requestedAt: '2026-11-23T10:00:00Z',
  startedAt: '2026-11-23T10:00:02Z',
  finishedAt: null,
  progress: { step: 'Restoring orders.dump', done: 14, total: 38, unit: 'tables' },
  isCancelRequested: false,
  fault: null,
  lines: [],
  at: '2026-11-23T10:01:02Z',
  mayCancel: true,
}

describe('where long work stands', () => {
  it.each<[string, Partial<WatchedJob>, string]>([
    ['it runs', {}, 'Restoring orders.dump'],
    ['it ends', { isCancelRequested: true }, 'It is being ended; what it made is removed.'],
    ['it has just been asked for', { state: 'queued', at: '2026-11-23T10:00:59Z' }, 'It waits for a worker.'],
    [
      'nobody takes it',
      { state: 'queued', at: '2026-11-23T10:05:00Z' },
      'It has waited 5 min for a worker. A worker does one piece of long work at a time; Today says whether one reports.',
    ],
    [
      'it is cancelled before a worker saw it',
      { state: 'queued', isCancelRequested: true },
      'It is cancelled before it began.',
    ],
    ['it is done', { state: 'done', finishedAt: '2026-11-23T10:03:02Z' }, 'Done in 3 min.'],
    ['it failed', { state: 'failed', fault: 'There is no room for it.' }, 'There is no room for it.'],
    [
      'it was cancelled',
      { state: 'cancelled', startedAt: null, finishedAt: '2026-11-23T10:00:30Z' },
      'Cancelled after 30 s: it says nothing about the backup or the data.',
    ],
  ])('%s', (_what, change, sentence) => {
    expect(jobSentence({ ...job, ...change })).toBe(sentence)
  })

  it('goes on while something still comes of it', () => {
    const goingOn = (['queued', 'running', 'done', 'failed', 'cancelled'] as const).map((state) =>
      isGoingOn({ state }),
    )
    expect(goingOn).toEqual([true, true, false, false, false])
    expect(isGoingOn(null)).toBe(false)
    expect(isGoingOn(undefined)).toBe(false)
  })
})

describe('how far it is', () => {
  it.each([
    [{ done: 14, total: 38, unit: 'tables' }, '14 of 38 tables · 36 %'],
    [{ done: 1_204_311, total: null, unit: 'files' }, '1,204,311 files'],
    [{ done: 0, total: null, unit: 'files' }, ''],
    [{ done: 0, total: 0, unit: 'rows' }, ''],
    [{ done: 41, total: 40, unit: 'MB' }, '41 of 40 MB · 100 %'],
  ])('%o', (progress, text) => {
    expect(progressText({ step: 'x', ...progress })).toBe(text)
  })

  const first = { step: 'Restoring orders.dump', done: 2, at: '2026-11-23T10:00:02Z' }
  it.each<[string, Partial<WatchedJob['progress']>, string, number | null]>([
    ['at the pace of this step', {}, job.at, 120],
    ['not before it was seen for a while', {}, '2026-11-23T10:00:05Z', null],
    ['not of another step', { step: 'Counting' }, job.at, null],
    ['not when nothing moved', { done: 2 }, job.at, null],
    ['not without a known end', { total: null }, job.at, null],
    ['not when all is done', { done: 38 }, job.at, null],
  ])('how long it still takes: %s', (_what, change, at, left) => {
    expect(secondsLeft(first, { progress: { ...job.progress, ...change }, at })).toBe(left)
  })

  it('says the time only while it runs', () => {
    expect(timeText(job, null)).toBe('1 min so far')
    expect(timeText(job, 40)).toBe('1 min so far, about 40 s left of this step')
    expect(timeText({ ...job, state: 'queued', startedAt: null }, null)).toBe('')
  })
})
