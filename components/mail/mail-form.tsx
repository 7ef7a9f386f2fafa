'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { MailView } from '@/lib/mail/view'

type Settings = MailView['settings']

const securities = [
  {
    value: 'starttls',
    label: 'STARTTLS',
    hint: 'Usual on port 587. Nothing is sent where the server has none.',
  },
  { value: 'tls', label: 'TLS', hint: 'Usual on port 465.' },
  {
    value: 'none',
    label: 'None',
    hint: 'Only for a relay on this machine or in your own network, without a password.',
  },
]

/** Names the mail server and the sender; the stored password is never shown. */
export function MailForm({ action, settings }: { action: FormAction; settings: Settings }) {
  return (
    <ActionForm action={action} submit="Save">
      {(state) => (
        <>
          <Server state={state} settings={settings} />
          <SignIn state={state} settings={settings} />
          <Sender state={state} settings={settings} />
        </>
      )}
    </ActionForm>
  )
}

interface PartProps {
  state: FormState
  settings: Settings
}

function Server({ state, settings }: PartProps) {
  return (
    <>
      <TextField
        label="Server"
        name="host"
        autoComplete="off"
        required
        hint="A name or address, such as smtp.example.com."
        initial={settings?.host}
        state={state}
      />
      <TextField
        label="Port"
        name="port"
        inputMode="numeric"
        autoComplete="off"
        required
        initial={String(settings?.port ?? 587)}
        state={state}
      />
      <ChoiceList
        legend="Encryption"
        name="security"
        state={state}
        choices={securities}
        chosen={[settings?.security ?? 'starttls']}
      />
      <label className="choice">
        <input type="checkbox" name="privateNetwork" defaultChecked={ticked(state, settings)} />
        <span>
          The server is in our own network
          <span className="field-hint block">
            Without this, only public addresses are connected to. Cloud metadata and this installation&apos;s
            own ports stay closed either way.
          </span>
        </span>
      </label>
    </>
  )
}

const ticked = (state: FormState, settings: Settings) =>
  state.values ? state.values.privateNetwork === 'on' : (settings?.privateNetwork ?? false)

function SignIn({ state, settings }: PartProps) {
  return (
    <>
      <TextField
        label="User name"
        name="username"
        autoComplete="off"
        hint="Empty where the server wants none."
        initial={settings?.username}
        state={state}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint={
          settings?.passwordSet
            ? 'One is stored. Leave this empty to keep it; another server, port, encryption or user needs it again.'
            : 'It is stored sealed and never shown again.'
        }
        state={state}
      />
      <TextAreaField
        label="Certificate of your own authority"
        name="privateCa"
        optional
        hint="Only where the server's certificate comes from a private authority: its PEM text, from -----BEGIN CERTIFICATE----- on."
        initial={settings?.privateCa}
        state={state}
      />
    </>
  )
}

function Sender({ state, settings }: PartProps) {
  return (
    <>
      <TextField
        label="Sender's name"
        name="fromName"
        autoComplete="off"
        required
        initial={settings?.fromName ?? 'Wheeltapper'}
        state={state}
      />
      <TextField
        label="Sender's address"
        name="fromAddress"
        type="email"
        autoComplete="off"
        required
        hint="An address that your server may send from, such as wheeltapper@example.com."
        initial={settings?.fromAddress}
        state={state}
      />
      <TextField
        label="Answers go to"
        name="replyTo"
        type="email"
        autoComplete="off"
        hint="Somebody who reads them. Empty: to the sender's address."
        initial={settings?.replyTo}
        state={state}
      />
    </>
  )
}
