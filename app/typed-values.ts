// Names that begin with $ are Next's own.
export const isOwnField = (name: string) => !name.startsWith('$')

// "current" is the present password on the page that changes it.
const secretField = /password|secret|token|^current$/i
const passwordInUrl = /^([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):[^\s/?#]*@/i

/** More fields than any form has. */
export const mostFields = 5_000

/** What goes back into the form after a refusal: everything but secrets. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  let count = 0
  for (const [name, value] of form.entries()) {
    count += 1
    if (count > mostFields) break
    if (typeof value !== 'string' || !isOwnField(name) || secretField.test(name)) continue
    const text = value.replace(passwordInUrl, '$1@')
    values[name] = values[name] === undefined ? text : `${values[name]},${text}`
  }
  return values
}
