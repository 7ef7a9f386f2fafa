import { Problem } from '@/lib/problem'
import { isOwnField, mostFields } from './typed-values'

export type FormValues = Record<string, string | string[] | File[]>

/** Throws an invalid Problem for more fields than any form has: anybody may send one, signed in or not. */
export function refuseManyFields(form: FormData): void {
  let count = 0
  for (const _name of form.keys()) count += 1
  if (count > mostFields)
    throw new Problem(
      'invalid',
      'This form holds more fields than are read at once. Nothing was changed: choose fewer, and repeat it for the others.',
    )
}

/**
 * The fields of a form by name, read once. A name that ends in [] is a list under the name without it, of texts or of
 * the files that were chosen; any other is a text, or a list of them where it comes several times.
 */
export function formValues(form: FormData): FormValues {
  const fields = new Map<string, { texts: string[]; files: File[] }>()
  for (const [name, value] of form.entries()) {
    if (!isOwnField(name)) continue
    const field = fields.get(name) ?? { texts: [], files: [] }
    fields.set(name, field)
    if (typeof value === 'string') field.texts.push(value)
    else field.files.push(value)
  }
  return Object.fromEntries([...fields].map(([name, field]) => namedValue(name, field)))
}

function namedValue(
  name: string,
  { texts, files }: { texts: string[]; files: File[] },
): [string, string | string[] | File[]] {
  if (!name.endsWith('[]')) return [name, texts.length > 1 ? texts : (texts[0] ?? '')]
  const bare = name.slice(0, -2)
  if (files.length === 0) return [bare, texts.filter(Boolean)]
  // A browser sends a nameless empty file where none was chosen; on its way React may call it "undefined".
  return [bare, files.filter((file) => file.size > 0 || !['', 'undefined'].includes(file.name))]
}
