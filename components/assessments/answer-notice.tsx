import Link from 'next/link'
import { FormMessage } from '@/components/ui/form-message'

const sentences: Readonly<Record<string, string>> = {
  saved: 'Saved.',
  data: 'Your answer is kept in the history. The data say otherwise, so what they say counts until they change.',
  'exclusion-asked': 'Asked. It waits for the approval of a manager and counts as before until then.',
  'exclusion-approved': 'Left out until its end.',
  'exclusion-declined': 'The request is closed.',
  'exclusion-ended': 'The question counts again.',
  added: 'Written down.',
  changed: 'Changed.',
  ended: 'Ended.',
}

/** What the last form came to, from the address that it led to. */
export function AnswerNotice({ search }: { search: Record<string, string | string[] | undefined> }) {
  const sentence = typeof search.said === 'string' ? sentences[search.said] : undefined
  if (!sentence) return null
  const finding =
    typeof search.finding === 'string' && /^\d{1,9}$/.test(search.finding) ? search.finding : null
  return (
    <FormMessage tone="ok">
      {sentence}
      {finding && (
        <>
          {' '}
          <Link href={`/findings/${finding}`} prefetch={false}>
            F-{finding}
          </Link>{' '}
          is open for it.
        </>
      )}
    </FormMessage>
  )
}
