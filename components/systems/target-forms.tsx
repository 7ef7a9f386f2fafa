'use client'

import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import { TextField } from '@/components/ui/text-field'
import type { SystemForm } from '@/lib/systems/changes'

interface Props {
  targets: SystemForm['targets']
  zone: string
  actions: { move: FormAction; replace: FormAction; clear: FormAction }
}

/** Addresses and passwords of a system. A password can be replaced or deleted, never read. */
export function TargetForms({ targets, zone, actions }: Props) {
  return (
    <Section title="Targets" id="targets" count={targets.length}>
      {targets.map((target) => (
        <div key={target.id} className="target">
          <p>
            <code>{target.address}</code> <span className="muted">{target.kind}</span>
          </p>
          {target.kind !== 'host' && (
            <details className="disclosure">
              <summary>Change address</summary>
              <ActionForm action={actions.move} submit="Change address" variant="default">
                {(state) => (
                  <>
                    <input type="hidden" name="targetId" value={target.id} />
                    <TextField
                      label="New address"
                      name="secretAddress"
                      id={`secretAddress-${target.id}`}
                      state={state}
                      initial={target.address}
                      autoComplete="off"
                      spellCheck={false}
                      hint={
                        target.takesSecret
                          ? 'Another host, port or TLS mode drops the stored password; put the new one into the address, or type it below.'
                          : undefined
                      }
                      required
                    />
                  </>
                )}
              </ActionForm>
            </details>
          )}
          {target.takesSecret && <PasswordPart target={target} zone={zone} actions={actions} />}
        </div>
      ))}
    </Section>
  )
}

function PasswordPart({
  target,
  zone,
  actions,
}: { target: SystemForm['targets'][number] } & Pick<Props, 'zone' | 'actions'>) {
  return (
    <>
      <p className="sec-note">
        {target.secretSetAt ? (
          <>
            Password set <Moment at={target.secretSetAt} zone={zone} />. It is stored encrypted and never
            shown.
          </>
        ) : (
          'No password is stored.'
        )}
      </p>
      <details className="disclosure">
        <summary>Replace password</summary>
        <ActionForm action={actions.replace} submit="Replace password" variant="default">
          {(state) => (
            <>
              <input type="hidden" name="targetId" value={target.id} />
              <TextField
                label="New password"
                name="password"
                id={`password-${target.id}`}
                type="password"
                state={state}
                autoComplete="off"
                required
              />
            </>
          )}
        </ActionForm>
      </details>
      {target.secretSetAt && (
        <VerbForm
          action={actions.clear}
          verb="Delete password"
          variant="danger"
          values={{ targetId: target.id }}
        />
      )}
    </>
  )
}
