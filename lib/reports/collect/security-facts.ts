import type { ReportScope } from '../schema'
import type { SecurityFacts } from '../section-facts'
import type { AnswerCounts } from './score-store'
import type { VersionCounts } from './security-store'

/** What is known about security; what nobody collects says so. Pure. */
export function securityFacts(
  scope: ReportScope,
  signIns: { refused: number; refusedBefore: number },
  versions: VersionCounts,
  { security }: AnswerCounts,
): SecurityFacts {
  const answers = security.current + security.stale + security.never
  const { systems, unsupported, ending, behind } = versions
  return {
    ownSignIns:
      scope.kind === 'instance'
        ? { watched: true, ...signIns }
        : {
            watched: false,
            why: 'People sign in to the whole installation, not to a team: the report on all systems has it.',
          },
    systemSignIns: { watched: false, why: 'No check reads the sign-ins of systems yet.' },
    updates:
      systems > 0
        ? { watched: true, systems, behind }
        : { watched: false, why: 'No check of a version has run: only PostgreSQL servers have one.' },
    vulnerabilities: {
      watched: false,
      why: 'No check compares what is installed with published vulnerabilities yet.',
    },
    versions:
      systems > 0
        ? { watched: true, systems, unsupported, ending }
        : { watched: false, why: 'No check of a version has run: only PostgreSQL servers have one.' },
    reviews:
      answers > 0
        ? { watched: true, ...security }
        : { watched: false, why: 'No checklist asks these systems about security.' },
  }
}
