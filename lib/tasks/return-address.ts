/**
 * Where a form returns to: `back` when it is a page of tasks on this installation, else `otherwise`; with `said` in
 * it, so that the page tells what was done. Pure.
 */
export function withSaid(back: string, otherwise: string, said: string): string {
  const isOurs = /^\/(tasks|systems\/[0-9a-f-]{36}\/tasks)(\/[0-9a-f-]{36})?(\?[^#\s]*)?$/i.test(back)
  const [path = '', query = ''] = (isOurs ? back : otherwise).split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('said', said)
  return `${path}?${parameters}`
}
