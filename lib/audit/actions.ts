/**
 * Every action that the audit log knows, "<entity>.<verb>". appendAudit takes no other, so nothing is written down
 * under a name that is missing here; a test holds this list against the proofs that each is one transaction with
 * its change.
 */
export const auditActions = [
  'setup.issue',
  'session.sign-in',
  'session.refuse',
  'session.end',
  'session.sign-out',
  'user.create',
  'user.change',
  'user.disable',
  'user.enable',
  'user.end-sessions',
  'user.issue-password-link',
  'user.choose-password',
  'user.change-profile',
  'user.change-password',
  'team.create',
  'team.change',
  'team.delete',
  'data-key.rotate',
  'egress.allow',
  'egress.revoke',
  'system.create',
  'system.complete',
  'system.edit',
  'system.archive',
  'target.create',
  'target.move',
  'target.secret',
  'check.edit',
  'check.pause',
  'check.resume',
  'check.run',
  'check.cancel-run',
  'trial.create',
  'trial.retry',
  'finding.created',
  'finding.triaged',
  'finding.started',
  'finding.resolved',
  'finding.verified',
  'finding.dismissed',
  'finding.merged',
  'finding.comment',
  'finding.reopened',
  'finding.owner',
  'finding.due',
  'finding.severity',
  'finding.acceptance-requested',
  'finding.accepted',
  'finding.acceptance-withdrawn',
  'finding.acceptance-declined',
  'finding.acceptance-revoked',
  'evidence.add',
  'evidence.supersede',
] as const

export type AuditAction = (typeof auditActions)[number]

/** The verbs of one entity: VerbOf<'team'> is 'create' | 'change' | 'delete'. */
export type VerbOf<Entity extends string, Action = AuditAction> = Action extends `${Entity}.${infer Verb}`
  ? Verb
  : never
