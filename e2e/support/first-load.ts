import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

interface FirstLoad {
  /** Scripts that the HTML names: elements, and what it asks to be loaded ahead. */
  first: number
  /** Scripts that those went on to load by themselves before anybody touched the page. */
  later: number
}

/** Gzipped kilobytes of all scripts that a page loads until it is quiet. */
export async function firstLoad(page: Page, path: string): Promise<FirstLoad> {
  const response = await page.goto(path, { waitUntil: 'networkidle' })
  const named = scriptsOf((await response?.text()) ?? '', page.url())
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(
        (entry) =>
          (entry as PerformanceResourceTiming).initiatorType === 'script' || /\.m?js(\?|$)/.test(entry.name),
      )
      .map(({ name }) => name),
  )
  const later = new Set(loaded.filter((source) => /\.m?js(\?|$)/.test(source) && !named.has(source)))
  return { first: await weigh(page, named), later: await weigh(page, later) }
}

function scriptsOf(html: string, base: string): Set<string> {
  const tags = [...html.matchAll(/<(?:script|link)\s[^>]+>/gi)].map(([tag]) => tag)
  const loads = tags.filter((tag) =>
    /^<script/i.test(tag)
      ? // Old browsers alone load what is marked nomodule.
        !/\snomodule/i.test(tag)
      : /rel="modulepreload"/i.test(tag) || (/rel="preload"/i.test(tag) && /as="script"/i.test(tag)),
  )
  const sources = loads.flatMap((tag) => /\s(?:src|href)="([^"]+)"/i.exec(tag)?.[1] ?? [])
  return new Set(sources.map((source) => new URL(source.replaceAll('&amp;', '&'), base).href))
}

/** Gzipped bytes by address: the name of a script says what is in it, and most pages share most of theirs. */
const weights = new Map<string, number>()

async function weigh(page: Page, sources: Set<string>): Promise<number> {
  let bytes = 0
  for (const source of sources) {
    const weight =
      weights.get(source) ?? gzipSync(await (await page.request.get(source)).body(), { level: 9 }).length
    weights.set(source, weight)
    bytes += weight
  }
  return bytes / 1024
}
