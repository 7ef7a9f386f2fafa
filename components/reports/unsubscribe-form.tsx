'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'

/** One button: ends the subscription of a link. */
export function UnsubscribeForm({ action, token }: { action: FormAction; token: string }) {
  return (
    <ActionForm action={action} submit="End this mail">
      {() => <input type="hidden" name="token" value={token} />}
    </ActionForm>
  )
}
