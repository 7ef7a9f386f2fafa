import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** Gzipped kilobytes of the scripts that the HTML itself asks for. */
export async function firstLoad(page: Page, path: string): Promise<number> {
  const response = await page.goto(path)
  const html = (await response?.text()) ?? ''
  // Old browsers alone load what is marked nomodule.
  const scripts = [...html.matchAll(/<script[^>]+>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => !/nomodule/i.test(tag))
  const sources = new Set(scripts.flatMap((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? []))
  let bytes = 0
  for (const source of sources) {
    bytes += gzipSync(await (await page.request.get(source)).body(), { level: 9 }).length
  }
  return bytes / 1024
}
