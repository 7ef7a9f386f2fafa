'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { Field, fieldControl } from '@/components/ui/field'
import { YamlField } from './yaml-field'

/** Takes a YAML text or file in, as a new checklist or as the next draft of one. */
export function ImportForm({ action, initial }: { action: FormAction; initial: string }) {
  return (
    <ActionForm action={action} submit="Take it in as a draft">
      {(state) => (
        <>
          <Field
            label="File"
            name="yamlFile"
            hint="A YAML file of at most 512 KB. It is read into the text below."
            error={state.fields?.yamlFile}
            optional
          >
            <input
              {...fieldControl('yamlFile[]', { hint: true, error: state.fields?.yamlFile, id: 'yamlFile' })}
              type="file"
              accept=".yaml,.yml,text/yaml,application/yaml"
            />
          </Field>
          <YamlField
            label="YAML"
            state={state}
            initial={initial}
            hint="Where a file is chosen, the file counts."
          />
        </>
      )}
    </ActionForm>
  )
}

interface DraftFormProps {
  action: FormAction
  checklistKey: string
  revision: number
  text: string
  badLines: readonly number[]
}

/** The text of a draft. When somebody else saved meanwhile, both texts are there. */
export function DraftForm({ action, checklistKey, revision, text, badLines }: DraftFormProps) {
  return (
    <ActionForm
      action={action}
      submit="Save draft"
      beside={<LinkButton href={`/checklists/${checklistKey}/publish`}>Look at what it changes</LinkButton>}
    >
      {(state) => (
        <>
          <input type="hidden" name="key" value={checklistKey} />
          <input type="hidden" name="revision" value={state.values?.revision ?? revision} />
          {state.values?.theirs !== undefined && (
            <Field
              label="What is saved now"
              name="theirs"
              hint="Take over what you need. Saving again replaces it with your text."
            >
              <textarea
                id="theirs"
                className="yaml-text"
                rows={12}
                wrap="off"
                readOnly
                defaultValue={state.values.theirs}
              />
            </Field>
          )}
          <YamlField
            label={state.values?.theirs === undefined ? 'YAML' : 'Your text'}
            state={state}
            initial={text}
            badLines={state.values?.text === undefined ? badLines : []}
            hint="Saved as it is, right or wrong; only a text without errors can be published."
          />
        </>
      )}
    </ActionForm>
  )
}
