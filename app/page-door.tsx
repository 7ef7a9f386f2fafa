import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import { Brand } from '@/components/shell/brand'
import { DatabaseAway } from '@/components/ui/database-away'
import { FaultPage } from '@/components/ui/fault-page'
import { ForbiddenPage } from '@/components/ui/forbidden-page'
import { MissingPage } from '@/components/ui/missing-page'
import { loggablePath } from '@/lib/auth/loggable-path'
import { log } from '@/lib/log'
import { Problem } from '@/lib/problem'
import { setAnswerStatus } from './answer-status'
import { describeFault } from './api-route'
import { isDatabaseAway } from './database-fault'

// Since when the database has not answered, as far as pages noticed. On globalThis: see answer-status.ts.
const holder = globalThis as typeof globalThis & { wheeltapperAwaySince?: Date }

/**
 * The door of every page. What is not there becomes the 404 page, what is not allowed the 403 page with the sentence
 * that says who can grant it, everything else the 500 page (503 while the database is away): written by the server,
 * inside the shell, so that it can be read without JavaScript. Redirects go their way.
 */
export function pageDoor<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async function Page(props: Props): Promise<ReactNode> {
    try {
      const content = await page(props)
      holder.wheeltapperAwaySince = undefined
      return content
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof Problem && error.kind === 'not-found') {
        await setAnswerStatus(404)
        return <MissingPage />
      }
      if (error instanceof Problem && error.kind === 'forbidden') {
        await setAnswerStatus(403)
        return <ForbiddenPage sentence={error.message} />
      }
      return faultPage(error)
    }
  }
}

/** The door of a layout that reads: when that fails, the fault takes the place of the whole shell. */
export function layoutDoor<Props>(layout: (props: Props) => Promise<ReactNode>) {
  return async function Layout(props: Props): Promise<ReactNode> {
    try {
      return await layout(props)
    } catch (error) {
      unstable_rethrow(error)
      return (
        <main id="main" className="lone" tabIndex={-1}>
          <Brand />
          <div className="lone-text">{await faultPage(error)}</div>
        </main>
      )
    }
  }
}

async function faultPage(error: unknown): Promise<ReactNode> {
  const id = randomUUID().slice(0, 8)
  const path = (await headers()).get('x-wheeltapper-path') ?? '/today'
  log.error({ id, path: loggablePath(path), error: describeFault(error) }, 'page failed')
  if (!isDatabaseAway(error)) {
    await setAnswerStatus(500)
    return <FaultPage id={id} path={path} />
  }
  await setAnswerStatus(503)
  holder.wheeltapperAwaySince ??= new Date()
  return (
    <FaultPage id={id} path={path}>
      <DatabaseAway since={holder.wheeltapperAwaySince} />
    </FaultPage>
  )
}
