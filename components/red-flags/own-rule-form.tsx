'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Field, fieldControl } from '@/components/ui/field'

interface OwnRuleFormProps {
  /** Key of the rule that is changed; empty for a new one. */
  ruleKey: string
  source: string
  submit: string
  action: FormAction
}

/** The YAML of an own rule; its effect can be seen before it is saved. */
export function OwnRuleForm({ ruleKey, source, submit, action }: OwnRuleFormProps) {
  return (
    <ActionForm
      action={action}
      submit={submit}
      beside={
        <Button type="submit" name="do" value="preview">
          Show the effect
        </Button>
      }
    >
      {(state) => {
        const errors = (state.fields?.source ?? '').split('\n').filter(Boolean)
        return (
          <>
            <input type="hidden" name="key" value={ruleKey} />
            <Field label="Rule, as YAML" name="source">
              <textarea
                {...fieldControl('source', { error: errors[0] })}
                className="yaml"
                rows={18}
                spellCheck={false}
                defaultValue={state.values?.source ?? source}
              />
            </Field>
            {errors.length > 0 && (
              <ul className="flag-list" id="source-error">
                {errors.map((error) => (
                  <li key={error} className="field-error">
                    {error}
                  </li>
                ))}
              </ul>
            )}
          </>
        )
      }}
    </ActionForm>
  )
}
