'use client'

import { EvidenceField } from '@/components/evidence/evidence-field'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { type Choice, ChoiceList } from '@/components/ui/choice-list'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import { CountsField } from './counts-field'
import { MomentField } from './moment-field'

interface DrillFormProps {
  systemId: string
  backups: readonly { id: string; address: string }[]
  /** What the levels and results mean; texts that the browser need not load twice. */
  levels: readonly Choice[]
  results: readonly Choice[]
  zone: string
  now: string
  action: FormAction
}

/** A restore that somebody tried: of which backup, how far, how long, and what came back. */
export function DrillForm({ systemId, backups, levels, results, zone, now, action }: DrillFormProps) {
  return (
    <ActionForm action={action} submit="Record the restore">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <WhichBackup state={state} backups={backups} />
          <ChoiceList legend="How far did it go?" name="level" state={state} choices={levels} chosen={[]} />
          <ChoiceList legend="What came of it?" name="result" state={state} choices={results} chosen={[]} />
          <Times state={state} zone={zone} now={now} />
          <CountsField state={state} />
          <TextAreaField
            label="Note"
            name="note"
            state={state}
            hint="What was hard, what to do better, which assertion was compared."
            optional
          />
          <EvidenceField
            state={state}
            policy="required"
            hint="What shows it: the log of the restore, the output of the comparison, a screenshot."
          />
        </>
      )}
    </ActionForm>
  )
}

function WhichBackup({ state, backups }: { state: FormState; backups: DrillFormProps['backups'] }) {
  return (
    <>
      {backups.length > 0 && (
        <SelectField
          label="Backups of this system"
          name="backupTargetId"
          state={state}
          choices={backups.map(({ id, address }) => ({ value: id, label: address }))}
          initial={backups.length === 1 ? (backups[0]?.id ?? '') : ''}
          empty="Another one"
        />
      )}
      <TextField
        label="Which backup"
        name="backupName"
        state={state}
        placeholder="orders-2026-11-14.dump"
        hint="File, label or snapshot: so that somebody can find it again."
        maxLength={300}
        required
      />
    </>
  )
}

function Times({ state, zone, now }: { state: FormState; zone: string; now: string }) {
  return (
    <>
      <div className="moment-row">
        <MomentField label="Backup taken" name="backupTakenAt" state={state} zone={zone} />
        <MomentField
          label="Restore begun"
          name="startedAt"
          state={state}
          zone={zone}
          initial={now}
          required
        />
      </div>
      <div className="form-row">
        <TextField
          label="Took, in minutes"
          name="durationMinutes"
          state={state}
          inputMode="decimal"
          hint="Until it could be used: the recovery time that you can promise (RTO)."
          required
        />
        <TextField
          label={
            <>
              Data lost, in minutes<span className="muted font-normal"> (optional)</span>
            </>
          }
          name="dataLossMinutes"
          state={state}
          inputMode="decimal"
          hint="How old the newest data in it were (RPO). Empty: the age of the backup."
        />
      </div>
    </>
  )
}
