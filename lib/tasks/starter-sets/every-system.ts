import { starterTask } from './starter-task'

// Rhythms that every system has, whatever runs on it. Daily work prevents what piles up, weekly work finds what has
// drifted, monthly work cleans and rehearses, quarterly work asks who and what still belongs.

/** Daily: errors that nobody counts. */
export const readLogs = starterTask({
  key: 'common.logs',
  tier: 'daily',
  title: 'Read the errors of the last day',
  why: 'Most outages announce themselves in a log for days. An error that nobody reads has no effect, however well it is written.',
  procedure:
    '1. Filter the log of the last 24 hours for errors and warnings.\n2. Count those that were not there yesterday.\n3. For each new one: is somebody on it? If not, record this task with a problem and raise the finding.',
  expectedMinutes: 10,
  evidenceWanted: 'The filter that was used and the number of new errors',
  measureLabel: 'New kinds of errors',
  measureUnit: 'errors',
  idempotent: 'yes',
  idempotentProof: 'Reading changes nothing.',
})

/** Daily: did the night's backup happen. */
export const lastBackup = starterTask({
  key: 'common.backups',
  tier: 'daily',
  title: 'See that last night’s backup is there',
  why: 'A backup job that stops does so in silence. The day you need it is the wrong day to learn when it last ran.',
  procedure:
    '1. Look at the newest backup: when was it made, how large is it?\n2. Compare its size with the week before; a sudden drop is as bad as none.\n3. Older than a day, or much smaller: find out why, run it again.',
  expectedMinutes: 5,
  evidenceWanted: 'Name, age and size of the newest backup',
  idempotent: 'yes',
  idempotentProof: 'Looking changes nothing.',
  provenByKinds: ['bk.age', 'bk.size'],
})

/** Weekly: numbers worth knowing on Monday morning. */
export const weeklyNumbers = starterTask({
  key: 'common.report',
  tier: 'weekly',
  title: 'Read the week’s numbers',
  why: 'A level says how things are, a trend says when they end. What changed without anybody wanting it shows up here first.',
  procedure:
    '1. Compare with last week: growth of data and disk, backups and their age, refused sign-ins, pending updates, alerts and how many needed somebody.\n2. Name what changed although nobody planned it.\n3. Write the three numbers that matter into the note.',
  expectedMinutes: 15,
  evidenceWanted: 'The three numbers and what changed unexpectedly',
  idempotent: 'yes',
  idempotentProof: 'Reading changes nothing.',
  after: 'common.logs',
})

/** Monthly: what is left over. */
export const deepClean = starterTask({
  key: 'common.deep-clean',
  tier: 'monthly',
  title: 'Remove what nobody needs any more',
  why: 'Temporary files, old releases, expired sessions and rows without an owner cost nothing each and fill a disk together.',
  procedure:
    '1. List what is older than its purpose: artefacts of earlier releases, dumps, uploads without a row, rows without a parent, sessions that ended.\n2. Have a backup before anything is deleted for good.\n3. Delete, count, note the space that came back; make what comes back every month a job.',
  expectedMinutes: 45,
  evidenceWanted: 'What was removed and how much space came back',
  measureLabel: 'Space freed',
  measureUnit: 'GB',
  idempotent: 'yes',
  idempotentProof: 'What is gone is not found a second time.',
  needsVerification: true,
  after: 'common.report',
})

/** Monthly: the backup is proved by using it. */
export const restoreTest = starterTask({
  key: 'common.restore-test',
  tier: 'monthly',
  title: 'Restore a backup and count what is in it',
  why: 'Files that exist prove that a job wrote files. Only a restore proves that the data comes back, and how long you would be down.',
  procedure:
    '1. Take the newest backup as it lies there, not one made for the test.\n2. Restore it on another machine or under another name; stop the time.\n3. Count rows or files of the three things that matter most and compare with the original.\n4. Record the drill on the page of proofs with level, counts and duration; tear the copy down.',
  expectedMinutes: 90,
  evidenceWanted: 'Counts on both sides, duration, and the log of the restore',
  evidencePolicy: 'required',
  measureLabel: 'Minutes until the data was readable',
  measureUnit: 'min',
  idempotent: 'yes',
  idempotentProof: 'It writes to a copy that is thrown away afterwards.',
  needsVerification: true,
  after: 'common.report',
})

/** Quarterly: what ends first. */
export const whatRunsOut = starterTask({
  key: 'common.capacity',
  tier: 'quarterly',
  title: 'Name what will run out first',
  why: 'Disk, memory, connections and file descriptors each end on their own day. Knowing the first of them leaves time to act in office hours.',
  procedure:
    '1. For disk, memory, connections and file descriptors: how much is used, how fast does it grow, when is it full?\n2. Order them by that day, and name what drives the first one.\n3. Decide who acts when, before the warning level is reached.',
  expectedMinutes: 30,
  evidenceWanted: 'The list with a date for each, and the decision for the first',
  measureLabel: 'Days until the first limit',
  measureUnit: 'days',
  idempotent: 'yes',
  idempotentProof: 'Reading changes nothing.',
  after: 'common.deep-clean',
})
