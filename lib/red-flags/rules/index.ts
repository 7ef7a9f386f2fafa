import type { RedFlagRule } from '../define-rule'
import { checkNeverFailed } from './check-never-failed'
import { emergencyDisk } from './emergency-disk'
import { fireDrillMissing } from './fire-drill-missing'
import { ignoredAlerts } from './ignored-alerts'
import { longPause } from './long-pause'
import { missingAfterMigration } from './missing-after-migration'
import { postponed } from './postponed'
import { runbookUntouched } from './runbook-untouched'
import { singleOwner } from './single-owner'
import { surpriseExpiry } from './surprise-expiry'
import { unprovenBackup } from './unproven-backup'

/** The rules that come with the product: the six that are on, then those that an administrator may switch on. */
export const shippedRules: readonly RedFlagRule[] = [
  postponed,
  unprovenBackup,
  ignoredAlerts,
  emergencyDisk,
  surpriseExpiry,
  missingAfterMigration,
  fireDrillMissing,
  runbookUntouched,
  singleOwner,
  checkNeverFailed,
  longPause,
]
