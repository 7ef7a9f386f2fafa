import { checkKinds } from '@/lib/checks/kinds'
import { playbookItems } from '@/lib/playbook/items'
import { shippedRules } from '@/lib/red-flags/rules'
import { auditSchema } from './audit-schema'
import { automaticAnswersPage } from './automatic-answers-page'
import { checksPage } from './checks-page'
import { drillFaultsPage } from './drill-faults-page'
import { playbookMapPage } from './playbook-map-page'
import { redFlagsPage } from './red-flags-page'
import { reportClaimsPage } from './report-claims-page'

/** Pages of docs/ that are made from code: path from the project's root, and content. */
export function generatedPages(): { path: string; content: string }[] {
  return [
    { path: 'docs/checks.md', content: checksPage(checkKinds) },
    { path: 'docs/automatic-answers.md', content: automaticAnswersPage() },
    { path: 'docs/playbook-map.md', content: playbookMapPage(playbookItems) },
    { path: 'docs/red-flags.md', content: redFlagsPage(shippedRules) },
    { path: 'docs/report-claims.md', content: reportClaimsPage() },
    { path: 'docs/drill-faults.md', content: drillFaultsPage() },
    { path: 'docs/audit.schema.json', content: auditSchema() },
  ]
}
