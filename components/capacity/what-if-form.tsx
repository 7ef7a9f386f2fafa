'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { growthRange } from '@/lib/capacity/growth-range'
import type { CapacitySeries } from '@/lib/capacity/view'
import { formatMeasure } from '@/lib/format/measure'

interface WhatIfFormProps {
  seriesKey: string
  unit: string | null
  asks: NonNullable<CapacitySeries['asks']>
}

const patienceMs = 250

/**
 * Two sliders, moved by arrows, Page and Home keys like every range. The answer comes from the server under an address
 * of its own; without JavaScript the button asks for it.
 */
export function WhatIfForm({ seriesKey, unit, asks }: WhatIfFormProps) {
  const router = useRouter()
  const pathname = usePathname()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [limit, setLimit] = useState(asks.limit.value)
  const [growth, setGrowth] = useState(asks.growth)
  useEffect(() => () => clearTimeout(waiting.current), [])
  // The address may change without the sliders ("Back to the forecast"): they follow, unless somebody moves them now.
  useEffect(() => {
    if (waiting.current !== undefined) return
    setLimit(asks.limit.value)
    setGrowth(asks.growth)
  }, [asks.limit.value, asks.growth])

  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const query = new URLSearchParams(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
    )
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => {
      waiting.current = undefined
      router.replace(`${pathname}?${query}`, { scroll: false })
    }, patienceMs)
  }

  return (
    <form method="get" className="what-if noprint" onInput={onInput}>
      <input type="hidden" name="series" value={seriesKey} />
      <p>
        <label htmlFor="limit">
          Limit <output htmlFor="limit">{formatMeasure(limit, unit)}</output>
        </label>
        <input
          type="range"
          id="limit"
          name="limit"
          min={asks.limit.min}
          max={asks.limit.max}
          step={asks.limit.step}
          value={limit}
          aria-valuetext={formatMeasure(limit, unit)}
          onChange={(event) => setLimit(Number(event.currentTarget.value))}
        />
      </p>
      <p>
        <label htmlFor="growth">
          Growth <output htmlFor="growth">{growth} % of the expected</output>
        </label>
        <input
          type="range"
          id="growth"
          name="growth"
          {...growthRange}
          value={growth}
          aria-valuetext={`${growth} % of the expected growth`}
          onChange={(event) => setGrowth(Number(event.currentTarget.value))}
        />
      </p>
      <p>
        <Button type="submit">Ask</Button>
      </p>
    </form>
  )
}
