'use client'

import { useActionState, useState } from 'react'
import type { FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Field, fieldControl } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'

const hint =
  'For example https://shop.example.com/health, postgres://audit:…@db.example.com:5432/orders, db.example.com:5432, /var/backups/orders, or localhost for this host.'

/** The one field. What is typed stays in the browser while it is corrected; the server never sends it back. */
export function AddressForm({ action, again, to }: { action: FormAction; again: boolean; to: string }) {
  const [state, send, pending] = useActionState(action, {})
  const [address, setAddress] = useState('')
  const error = state.fields?.secretAddress
  const shown = again ? undefined : hint
  return (
    <form action={send} className="form form-wide" noValidate>
      <input type="hidden" name="to" value={to} />
      {state.message && state.message !== error && <FormMessage>{state.message}</FormMessage>}
      <Field
        label={again ? 'Another address' : 'URL, connection string, host or backup folder'}
        name="secretAddress"
        hint={shown}
        error={error}
      >
        <input
          {...fieldControl('secretAddress', { hint: shown, error })}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={4_000}
          required
        />
      </Field>
      <div className="actions">
        <Button type="submit" variant={again ? 'default' : 'primary'} aria-disabled={pending}>
          {pending ? 'Testing …' : 'Test'}
        </Button>
      </div>
    </form>
  )
}
