'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { PlanFormView } from '@/lib/drills/view'
import { BootFields, LimitFields, RepositoryFields } from './plan-form-more'
import { AssertionFields, CompareFields } from './plan-form-proof'
import type { PlanPart } from './plan-part'
import { Tick } from './tick'

interface PlanFormProps {
  offered: PlanFormView
  /** Numbers of the rows for questions. */
  rows: readonly number[]
  /** Fields that say which plan this is about. */
  hidden: Readonly<Record<string, string>>
  isOwn: boolean
  submit: string
  action: FormAction
}

/** How the backups of one place are proven: which, where to, how far, how often. */
export function PlanForm({ offered, rows, hidden, isOwn, submit, action }: PlanFormProps) {
  return (
    <div className="form-wide">
      <ActionForm action={action} submit={submit}>
        {(state) => {
          const part: PlanPart = { state, offered, value: (name) => offered.values[name] ?? '' }
          return (
            <>
              {Object.entries(hidden).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <WhatFields {...part} />
              <PlaceFields {...part} />
              <WhenFields {...part} />
              <CompareFields {...part} />
              <AssertionFields {...part} rows={rows} />
              <BootFields {...part} isOwn={isOwn} />
              <RepositoryFields {...part} />
              <LimitFields {...part} />
            </>
          )
        }}
      </ActionForm>
    </div>
  )
}

function WhatFields({ state, offered, value }: PlanPart) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        state={state}
        initial={value('name')}
        placeholder="Nightly dump of orders"
        maxLength={120}
        required
      />
      <SelectField
        label="Which backups"
        name="backupTargetId"
        state={state}
        choices={offered.backups.map(({ id, address }) => ({ value: id, label: address }))}
        initial={value('backupTargetId')}
        empty={offered.backups.length === 1 ? undefined : 'Choose where they lie'}
        hint="The newest that fits is taken. What it is, a dump, a database in a file, packed or not, is seen from its content."
        required
      />
    </>
  )
}

function PlaceFields({ state, value }: PlanPart) {
  const keeps = value('place') === 'database'
  return (
    <>
      <ChoiceList
        legend="Restored into"
        name="place"
        state={state}
        choices={[
          {
            value: 'embedded',
            label: 'A throw-away server of its own',
            hint: 'Started for the drill without any network, with limits on disk, memory and time, and removed afterwards.',
          },
          {
            value: 'database',
            label: 'A scratch database that you give',
            hint: "For another version of PostgreSQL or for extensions. It must be empty, and marked: comment on database drill_scratch is 'wheeltapper: scratch'.",
          },
        ]}
        chosen={[value('place')]}
      />
      <TextField
        label={
          <>
            Address of the scratch database
            <span className="muted font-normal"> (only then)</span>
          </>
        }
        name="scratchDsn"
        state={state}
        initial={value('scratchDsn')}
        placeholder="postgresql://drill:s3cret@db.example.com:5432/drill_scratch"
        autoComplete="off"
        maxLength={1_000}
        hint={
          keeps
            ? 'One is stored, with its password: empty keeps both.'
            : 'With its password, which is sealed and never shown again. What is in it is removed after every drill.'
        }
      />
    </>
  )
}

const tierLabels = {
  daily: 'Every day',
  weekly: 'Every week',
  monthly: 'Every month',
  quarterly: 'Every quarter',
}

function WhenFields({ state, offered, value }: PlanPart) {
  return (
    <div className="field">
      <SelectField
        label="How often"
        name="tier"
        state={state}
        choices={Object.entries(tierLabels).map(([tier, label]) => ({
          value: tier,
          label: `${label}: next ${offered.nextByTier[tier as keyof typeof tierLabels]}`,
        }))}
        initial={value('tier')}
        hint="It begins in the hours in which the system has little to do."
      />
      <Tick
        state={state}
        name="onDemand"
        label="Only when somebody says so"
        hint="Then nothing proves the backups while nobody remembers."
        initial={value('onDemand')}
      />
    </div>
  )
}
