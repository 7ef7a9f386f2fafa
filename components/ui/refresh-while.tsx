'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 1_500
/** Three minutes: what has not come by then is not coming in one go, and the page says how old it is. */
const atMost = 120

/** Asks the server for the same page again while its first results are coming in. Needs no place. */
export function RefreshWhile({ active }: { active: boolean }) {
  const router = useRouter()
  useEffect(() => {
    if (!active) return
    let asked = 0
    const timer = setInterval(() => {
      asked += 1
      if (asked >= atMost) clearInterval(timer)
      if (!document.hidden) router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [active, router])
  return null
}
