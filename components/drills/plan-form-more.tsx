'use client'

import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { hasFault, type PlanPart } from './plan-part'

const bootTypes = [
  { value: 'none', label: 'Nothing is started' },
  { value: 'http', label: 'A test copy of the application answers at an address' },
  { value: 'command', label: 'A command on the worker’s machine ends well' },
]

/** Whether an application works on the restored data: the highest level. */
export function BootFields({ state, offered, value, isOwn }: PlanPart & { isOwn: boolean }) {
  const isUsed = value('bootType') !== 'none' && value('bootType') !== ''
  const fault = hasFault(state, ['bootType', 'bootUrl', 'bootStatus', 'bootContains', 'bootCommand'])
  const types = isOwn ? [...bootTypes, { value: 'own', label: 'This product knows its own data' }] : bootTypes
  return (
    <details className="disclosure" open={isUsed || fault || undefined}>
      <summary>Start the application on it (level booted)</summary>
      <div className="evidence-parts">
        <SelectField
          label="What shows that it works"
          name="bootType"
          state={state}
          choices={types}
          initial={value('bootType')}
          hint={
            offered.commandsAllowed
              ? undefined
              : 'Commands are switched off here; DRILL_COMMANDS=allow permits them.'
          }
        />
        <TextField
          label="Address that is asked"
          name="bootUrl"
          state={state}
          initial={value('bootUrl')}
          placeholder="https://orders-test.example.com/health"
          maxLength={2_000}
        />
        <div className="form-row">
          <TextField
            label="Status it answers"
            name="bootStatus"
            state={state}
            initial={value('bootStatus')}
            inputMode="numeric"
          />
          <TextField
            label="Text it contains"
            optional
            name="bootContains"
            state={state}
            initial={value('bootContains')}
            placeholder="ready"
            maxLength={500}
          />
        </div>
        {offered.commandsAllowed && (
          <TextField
            label="Command"
            name="bootCommand"
            state={state}
            initial={value('bootCommand')}
            placeholder="/opt/orders/bin/check --read-only"
            maxLength={2_000}
            hint="Run without a shell; DATABASE_URL in its environment leads to the restored database. It must end with 0."
          />
        )}
      </div>
    </details>
  )
}

/** Which backup of a repository, and what opens it. */
export function RepositoryFields({ state, offered, value }: PlanPart) {
  const names = ['repositoryStanza', 'repositoryPath', 'repositoryPassword'] as const
  const isUsed = names.some((name) => value(name) !== '') || offered.secretNames.includes('repository')
  return (
    <details className="disclosure" open={isUsed || hasFault(state, names) || undefined}>
      <summary>They lie in a repository of restic or pgBackRest</summary>
      <div className="evidence-parts">
        <div className="form-row">
          <TextField
            label="Stanza of pgBackRest"
            name="repositoryStanza"
            state={state}
            initial={value('repositoryStanza')}
            placeholder="orders"
            maxLength={120}
          />
          <TextField
            label="Path in a snapshot of restic, or database in pgBackRest"
            name="repositoryPath"
            state={state}
            initial={value('repositoryPath')}
            placeholder="/var/backups/orders"
            maxLength={500}
          />
        </div>
        <TextField
          label="Password of the repository"
          name="repositoryPassword"
          type="password"
          autoComplete="new-password"
          state={state}
          maxLength={500}
          hint={
            offered.secretNames.includes('repository')
              ? 'One is stored; empty keeps it.'
              : 'Sealed, never shown again.'
          }
        />
      </div>
    </details>
  )
}

/** What a drill may use before it is stopped. */
export function LimitFields({ state, value }: PlanPart) {
  const names = ['minutes', 'diskMb', 'memoryMb'] as const
  return (
    <details className="disclosure" open={hasFault(state, names) || undefined}>
      <summary>Limits of a drill</summary>
      <div className="form-row evidence-parts">
        <TextField
          label="Minutes"
          name="minutes"
          state={state}
          initial={value('minutes')}
          inputMode="numeric"
          hint="What takes longer is stopped."
        />
        <TextField
          label="Disk, MB"
          name="diskMb"
          state={state}
          initial={value('diskMb')}
          inputMode="numeric"
        />
        <TextField
          label="Memory, MB"
          name="memoryMb"
          state={state}
          initial={value('memoryMb')}
          inputMode="numeric"
        />
      </div>
    </details>
  )
}
