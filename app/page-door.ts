import { forbidden, notFound } from 'next/navigation'
import { cache } from 'react'
import { Problem } from '@/lib/problem'

/** Why this request was refused, for the page that says so. */
export const refusal = cache((): { sentence: string | null } => ({ sentence: null }))

/**
 * The door of a page to its service: what is not there becomes the 404 page, what is not allowed the 403 page with
 * the sentence that says who can grant it; everything else goes to the error page.
 */
export async function forPage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.kind === 'not-found') notFound()
    if (error.kind === 'forbidden') {
      refusal().sentence = error.message
      forbidden()
    }
    throw error
  }
}
