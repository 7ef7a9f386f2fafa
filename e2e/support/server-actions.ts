import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../scripts/project-root'

/** What a Server Action answered. */
export interface ActionAnswer {
  status: number
  /** Where it leads, when it leads somewhere. */
  redirect: string | null
  /** Kind of the Problem in the form's state. */
  kind: string | null
  headers: Headers
  body: string
}

interface Manifest {
  node: Record<string, { filename: string; exportedName: string }>
}

/** Ids under which the build serves Server Actions, by "<file> <name>". */
export async function actionIds(): Promise<Record<string, string>> {
  const file = join(
    projectRoot,
    process.env.NEXT_DIST_DIR ?? '.next',
    'server',
    'server-reference-manifest.json',
  )
  const { node } = JSON.parse(await readFile(file, 'utf8')) as Manifest
  return Object.fromEntries(
    Object.entries(node).map(([id, entry]) => [`${entry.filename} ${entry.exportedName}`, id]),
  )
}

/** Sends a form to a Server Action as React does: no page, no button, no browser in between. */
export async function callAction(
  url: string,
  id: string,
  fields: Record<string, string>,
  headers: Record<string, string>,
): Promise<ActionAnswer> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value)
  // The arguments of the action, last because they refer to what is above: an empty state, and the form whose fields begin with "_1_".
  body.append('0', '[{},"$K1"]')
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/x-component', 'next-action': id, ...headers },
    body,
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    redirect: response.headers.get('x-action-redirect'),
    kind: /"kind":"([a-z-]+)","message"/.exec(text)?.[1] ?? null,
    body: text,
  }
}
