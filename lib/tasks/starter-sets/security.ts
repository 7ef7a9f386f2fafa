import { starterTask } from './starter-task'

// Security hygiene by rhythm: look daily, patch and read weekly, scan monthly, review quarterly.

/** Daily: who knocks. */
export const failedLogins = starterTask({
  key: 'security.failed-logins',
  tier: 'daily',
  title: 'Count failed sign-ins',
  why: 'Guessing passwords is loud for whoever listens. A number per day turns noise into a trend.',
  procedure:
    '1. Count refused sign-ins of the last 24 hours, by account and by address.\n2. Far above the usual number, or one account above all others: block the address, tell the owner of the account.\n3. Write the number down, also when it is small.',
  expectedMinutes: 5,
  evidenceWanted: 'The number, and the busiest address',
  measureLabel: 'Refused sign-ins',
  measureUnit: 'sign-ins',
  idempotent: 'yes',
  idempotentProof: 'Counting changes nothing.',
})

/** Daily: who is in already. */
export const intrusionSigns = starterTask({
  key: 'security.intrusion',
  tier: 'daily',
  title: 'Look for signs of an intruder',
  why: 'Whoever got in behaves like nobody you know: new accounts, new keys, processes and connections at odd hours. Each day unnoticed makes it dearer.',
  procedure:
    '1. New accounts, new keys, new privileges since yesterday: does each have a request?\n2. Listening ports and outgoing connections that are new; processes started by hand at night.\n3. Reports of the intrusion detection, if there is one: read, do not dismiss.\n4. Anything that nobody can explain is an incident, not a note.',
  expectedMinutes: 10,
  evidenceWanted: 'What was compared, and what was new',
  idempotent: 'yes',
  idempotentProof: 'Looking changes nothing.',
})

/** Weekly: patches. */
export const securityUpdates = starterTask({
  key: 'security.updates',
  tier: 'weekly',
  title: 'Install security updates',
  why: 'A published hole is used within days. What is a week behind is a risk, what is a quarter behind is an invitation.',
  procedure:
    '1. List pending updates and mark those that close a hole.\n2. Install them on a test machine, then here, in the low-traffic window.\n3. Restart what still runs the old version; note what must wait and until when.',
  expectedMinutes: 30,
  evidenceWanted: 'The list of pending updates before and after',
  measureLabel: 'Security updates left open',
  measureUnit: 'updates',
  idempotent: 'yes',
  idempotentProof: 'An update that is installed is not installed again.',
  needsVerification: true,
  after: 'common.logs',
})

/** Weekly: who changed what. */
export const auditLog = starterTask({
  key: 'security.audit-log',
  tier: 'weekly',
  title: 'Go through the audit log',
  why: 'A record that nobody reads proves a damage afterwards. Read every week, it shows the wrong change while it can be undone.',
  procedure:
    '1. Changes of rights, of accounts and of configuration in the last seven days: does each have a reason?\n2. Actions by people who have left, or at hours when nobody works.\n3. Gaps: a log that stopped is a finding of its own.',
  expectedMinutes: 15,
  evidenceWanted: 'The period that was read, and what had no reason',
  idempotent: 'yes',
  idempotentProof: 'Reading changes nothing.',
  after: 'security.failed-logins',
})

/** Monthly: libraries. */
export const vulnerabilityScan = starterTask({
  key: 'security.vulnerabilities',
  tier: 'monthly',
  title: 'Scan dependencies for known holes',
  why: 'Code that you did not write ages without being touched: a library that was sound in spring has an advisory in autumn.',
  procedure:
    '1. Run the scanner over lock files and images as they are in production.\n2. For each hit of high severity: is the part in use, is there a version without it?\n3. Update, or raise a finding with owner and date.',
  expectedMinutes: 30,
  evidenceWanted: 'The report of the scanner',
  evidencePolicy: 'required',
  measureLabel: 'Open holes of high severity',
  measureUnit: 'holes',
  idempotent: 'yes',
  idempotentProof: 'Scanning changes nothing.',
  after: 'security.updates',
})

/** Monthly: certificates. */
export const certificateAudit = starterTask({
  key: 'security.certificates',
  tier: 'monthly',
  title: 'Audit certificates and other dates of expiry',
  why: 'A certificate ends on a day that was known for months, and still users are often the first to notice.',
  procedure:
    '1. List all certificates, also internal ones, and keys, tokens and domains with an end.\n2. For each: days left, who is told, who renews it, and does renewal work by itself?\n3. Anything below 30 days without a plan: renew it now.',
  expectedMinutes: 20,
  evidenceWanted: 'The list with days left and the name behind each',
  measureLabel: 'Fewest days left',
  measureUnit: 'days',
  idempotent: 'yes',
  idempotentProof: 'Renewing twice leaves a valid certificate.',
  provenByKinds: ['tls.expiry', 'tls.chain'],
  after: 'security.updates',
})

/** Quarterly: who may. */
export const accessReview = starterTask({
  key: 'security.access-review',
  tier: 'quarterly',
  title: 'Review who has access',
  why: 'Rights are given for a reason and stay without one. People change teams, contractors leave, test accounts remain.',
  procedure:
    '1. Export accounts with their rights, machine accounts and keys too.\n2. The owner confirms each; what nobody confirms is closed.\n3. Shared accounts become personal ones, administrators become as few as possible.',
  expectedMinutes: 45,
  evidenceWanted: 'The list as confirmed, with what was closed',
  evidencePolicy: 'required',
  measureLabel: 'Accounts closed',
  measureUnit: 'accounts',
  idempotent: 'yes',
  idempotentProof: 'A closed account stays closed.',
  needsVerification: true,
  after: 'security.vulnerabilities',
})

/** Quarterly: what is secret. */
export const secretRotation = starterTask({
  key: 'security.secrets',
  tier: 'quarterly',
  title: 'Rotate secrets',
  why: 'A secret is known to more places every month: backups, laptops, logs, people who left. Rotation ends what you do not know of.',
  procedure:
    '1. List passwords, tokens and keys of this system with the day of their last change.\n2. Change those that are due: create the new one, roll it out, see that it is used, revoke the old one.\n3. Note what could not be changed without an outage; that is the finding.',
  expectedMinutes: 60,
  evidenceWanted: 'The list with the day of change, never the secrets',
  evidencePolicy: 'required',
  measureLabel: 'Secrets changed',
  measureUnit: 'secrets',
  idempotent: 'no',
  idempotentProof: 'Each run makes a new secret; stopped half-way, two are valid.',
  needsVerification: true,
  after: 'security.access-review',
})
