import { lastBackup, readLogs, restoreTest, weeklyNumbers } from './every-system'
import { accessReview, secretRotation, securityUpdates } from './security'
import { type StarterSet, starterTask } from './starter-task'

/** The installation itself: whoever watches is watched, too. */
export const selfSet: StarterSet = {
  key: 'self',
  noun: 'the installation itself',
  name: 'This installation',
  tasks: [
    starterTask({
      key: 'self.watching',
      tier: 'daily',
      title: 'See that the watching itself works',
      why: 'Monitoring that has stopped looks like a quiet day: no alerts, no findings, nothing to do.',
      procedure:
        '1. Is a worker alive, and do checks start when they are due?\n2. How many checks read unknown, and why?\n3. Send one alert on purpose and see that somebody receives it.',
      expectedMinutes: 5,
      evidenceWanted: 'Lateness of checks, share of unknown ones',
      idempotent: 'yes',
      idempotentProof: 'Looking changes nothing.',
      provenByKinds: ['al.scheduler_lag', 'al.unknown_rate'],
    }),
    readLogs,
    lastBackup,
    starterTask({
      key: 'self.pauses',
      tier: 'weekly',
      title: 'Go through pauses, accepted risks and alerts',
      why: 'What was switched off for an evening stays off. An alert that was snoozed is an alert that is wrong.',
      procedure:
        '1. Paused checks and tasks: is the reason still true?\n2. Alerts of the week: which needed nobody? Change the rule or remove it.\n3. Accepted risks that end this month: decide again.',
      expectedMinutes: 15,
      evidenceWanted: 'What was resumed, changed or removed',
      measureLabel: 'Alerts that needed nobody',
      measureUnit: '%',
      idempotent: 'yes',
      idempotentProof: 'A second look finds what the first one left on purpose.',
      after: 'self.watching',
    }),
    securityUpdates,
    weeklyNumbers,
    { ...restoreTest, after: 'self.pauses' },
    { ...accessReview, after: 'common.restore-test' },
    secretRotation,
  ],
}
