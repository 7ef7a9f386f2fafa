import { lastBackup, readLogs, restoreTest, weeklyNumbers } from './every-system'
import { accessReview, secretRotation, securityUpdates, vulnerabilityScan } from './security'
import { type StarterSet, starterTask } from './starter-task'

/** A backup repository: fresh, complete, elsewhere, and readable. */
export const backupSet: StarterSet = {
  key: 'backup',
  noun: 'a backup repository',
  name: 'Backup repository',
  tasks: [
    lastBackup,
    readLogs,
    starterTask({
      key: 'backup.completeness',
      tier: 'weekly',
      title: 'See that everything that matters is backed up',
      why: 'Systems are added, databases are split, volumes are moved; the list of the backup job stays as it was.',
      procedure:
        '1. List what the job takes, and what exists: databases, volumes, buckets, secrets, configuration.\n2. What was added since last week and is on no list?\n3. Rows that name files: are both in backups of the same hour?',
      expectedMinutes: 15,
      evidenceWanted: 'Both lists and the difference',
      measureLabel: 'Things without a backup',
      measureUnit: 'things',
      idempotent: 'yes',
      idempotentProof: 'Comparing changes nothing.',
      after: 'common.backups',
    }),
    starterTask({
      key: 'backup.retention',
      tier: 'weekly',
      title: 'See that old backups go and enough stay',
      why: 'Without an end the repository fills up and the next backup fails; with too early an end the one from before the damage is gone.',
      procedure:
        '1. Count daily, weekly and monthly ones against what you promised.\n2. Free space for how many more?\n3. Oldest one: is it older than the time in which damage is noticed?',
      expectedMinutes: 10,
      evidenceWanted: 'Counts, oldest and newest, free space',
      measureLabel: 'Free space',
      measureUnit: '%',
      idempotent: 'yes',
      idempotentProof: 'What has been removed is not removed again.',
      after: 'common.backups',
    }),
    securityUpdates,
    weeklyNumbers,
    restoreTest,
    starterTask({
      key: 'backup.copies',
      tier: 'monthly',
      title: 'Look at the copy that is somewhere else',
      why: 'A backup in the same building, or deletable with the same password, goes together with the original.',
      procedure:
        '1. Three copies, two kinds of storage, one elsewhere: name them.\n2. Age and size of the copy elsewhere against the one here.\n3. Could somebody with the administrator’s password delete all of them? Then one must be out of reach.',
      expectedMinutes: 15,
      evidenceWanted: 'The three places with age and size',
      measureLabel: 'Age of the copy elsewhere',
      measureUnit: 'h',
      idempotent: 'yes',
      idempotentProof: 'Looking changes nothing.',
      needsVerification: true,
      after: 'backup.completeness',
    }),
    vulnerabilityScan,
    starterTask({
      key: 'backup.rebuild',
      tier: 'quarterly',
      title: 'Rehearse the loss of the whole machine',
      why: 'A restore on a machine that already has everything proves half. The other half is passwords, keys, names and the order of things.',
      procedure:
        '1. An empty machine, the runbook, somebody who did not write it.\n2. From nothing to a service that answers; stop the time against the promised one.\n3. Each step that was missing or wrong in the runbook is repaired the same day.',
      expectedMinutes: 240,
      evidenceWanted: 'A log with times, and the steps that were missing',
      evidencePolicy: 'required',
      measureLabel: 'Hours until the service answered',
      measureUnit: 'h',
      idempotent: 'yes',
      idempotentProof: 'It happens on a machine that is thrown away.',
      needsVerification: true,
      after: 'common.restore-test',
    }),
    accessReview,
    secretRotation,
  ],
}
