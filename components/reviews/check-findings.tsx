'use client'

import Link from 'next/link'
import { SeverityMark } from '@/components/findings/severity-mark'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { formatDay } from '@/lib/format/moment'
import type { CheckPage } from '@/lib/reviews/view'

interface FindingsProps {
  page: CheckPage
  zone: string
  plan: FormAction
}

/** Findings that closing opens, each with its owner and date, to be changed in place. */
export function CheckFindings({ page, zone, plan }: FindingsProps) {
  return (
    <ul className="rows">
      {page.findings.map((finding) => (
        <li key={finding.key} className="check-finding">
          <SeverityMark severity={finding.severity} />
          <div>
            <p>
              <Link href={`/reviews/${page.head.id}/q/${finding.position}`} prefetch={false}>
                {finding.question}
              </Link>
            </p>
            <p className="small">
              {finding.label}
              {finding.kind === 'knowledge-gap' && ': nobody knows'}
            </p>
            <p className="row-why">{finding.remediation}</p>
          </div>
          <div>
            <p className="small">
              {finding.owner?.name ?? <b>nobody yet</b>}, due{' '}
              {formatDay(new Date(finding.due), zone, new Date(page.head.now))}
            </p>
            {page.head.mayAnswer && (
              <details className="disclosure" open={finding.owner === null}>
                <summary>Change</summary>
                <ActionForm action={plan} submit="Change" variant="default">
                  {(state) => (
                    <>
                      <input type="hidden" name="reviewId" value={page.head.id} />
                      <input type="hidden" name="controlKey" value={finding.key} />
                      <SelectField
                        label="Owner"
                        name="findingOwnerId"
                        id={`owner-${finding.position}`}
                        state={state}
                        choices={page.people.map(({ id, name }) => ({ value: id, label: name }))}
                        initial={finding.owner?.id ?? ''}
                        empty="Choose …"
                      />
                      <TextField
                        label="Due"
                        name="findingDue"
                        id={`due-${finding.position}`}
                        type="date"
                        state={state}
                        initial={finding.dueDay}
                      />
                    </>
                  )}
                </ActionForm>
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
