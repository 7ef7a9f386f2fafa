'use client'

import { useActionState } from 'react'
import type { FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'

interface QuestionFormProps {
  walkthroughId: string
  chapter: number
  question: { key: string; text: string; options: string[]; tries: string[] }
  action: FormAction
  /** Its options listen to the keys 1 to 4: the first open question of the page. */
  hasKeys: boolean
}

/** One question with its four options; whatever was tried before is struck. */
export function QuestionForm({ walkthroughId, chapter, question, action, hasKeys }: QuestionFormProps) {
  const [state, send, pending] = useActionState(action, {})
  const { key, text, options, tries } = question
  return (
    <form action={send} className="walk-question" noValidate>
      <FormMessage fields={state.fields}>{state.message}</FormMessage>
      <input type="hidden" name="walkthroughId" value={walkthroughId} />
      <input type="hidden" name="chapter" value={chapter} />
      <input type="hidden" name="question" value={key} />
      <fieldset className="question-set" id={hasKeys ? 'answer' : `answer-${key}`}>
        <legend>{text}</legend>
        {options.map((option, index) => {
          const wasTried = tries.includes(option)
          const hotkey = hasKeys ? String(index + 1) : undefined
          return (
            <label key={option} className="review-answer">
              <input
                type="radio"
                name="answer"
                value={option}
                disabled={wasTried}
                data-hotkey={hotkey}
                aria-keyshortcuts={hotkey}
              />
              <span className="review-answer-label">
                {wasTried ? <s>{option}</s> : option}
                {wasTried && <span className="muted small"> tried, not this one</span>}
              </span>
              {hotkey && (
                <span className="key muted noprint" aria-hidden="true">
                  {hotkey}
                </span>
              )}
            </label>
          )
        })}
      </fieldset>
      <div className="actions">
        <Button type="submit" aria-disabled={pending}>
          Answer
        </Button>
      </div>
    </form>
  )
}
