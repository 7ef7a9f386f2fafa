import { alertQuality } from './alert-quality'
import { cronAndScripts } from './cron-and-scripts'
import { gettingStarted } from './getting-started'
import { healthCheckDimensions } from './health-check-dimensions'
import { postMigration } from './post-migration'
import { quarterlyReview } from './quarterly-review'
import { resourceThresholds } from './resource-thresholds'
import { securityHygiene } from './security-hygiene'

/** The checklists that come with the product, as YAML; installed and upgraded at start. */
export const shippedChecklists: readonly { key: string; yaml: string }[] = [
  { key: 'getting-started', yaml: gettingStarted },
  { key: 'quarterly-review', yaml: quarterlyReview },
  { key: 'post-migration', yaml: postMigration },
  { key: 'alert-quality', yaml: alertQuality },
  { key: 'cron-and-scripts', yaml: cronAndScripts },
  { key: 'health-check-dimensions', yaml: healthCheckDimensions },
  { key: 'resource-thresholds', yaml: resourceThresholds },
  { key: 'security-hygiene', yaml: securityHygiene },
]
