import { expect, type Page } from '@playwright/test'

// Paper: what a printed page must be, whoever reads it and in whichever theme they read on the screen.

/** Sheets of pages that are made for paper; whatever else there is stays below the last number. */
const sheets: Readonly<Record<string, number>> = {
  'app/(dashboard)/today/page.tsx': 1,
  'app/(dashboard)/capacity/page.tsx': 1,
  'app/(dashboard)/red-flags/page.tsx': 1,
  'app/(dashboard)/tasks/page.tsx': 1,
  'app/(dashboard)/reports/[key]/page.tsx': 1,
  'app/(links)/links/reports/[token]/page.tsx': 1,
  'app/(dashboard)/systems/[id]/page.tsx': 2,
  'app/(dashboard)/systems/[id]/proofs/migrations/guided/[guidedId]/signed/page.tsx': 2,
  'app/(dashboard)/fleet/page.tsx': 1,
  'app/(wall)/wall/page.tsx': 1,
}
const mostSheets = 4

/** How many sheets of paper the page takes. */
export const sheetsOf = async (page: Page, format: 'A4' | 'Letter') => {
  const pdf = await page.pdf({ format, preferCSSPageSize: format === 'A4' })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

/** What a sheet of A4 would cut off, and what nobody can press on it. */
export async function faultsOnPaper(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  // 180 mm between the margins.
  await page.setViewportSize({ width: 680, height: 1_000 })
  return page.evaluate(() => {
    // What the browser says before it prints: folds are opened then.
    dispatchEvent(new Event('beforeprint'))
    const named = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 2 && height > 2 && getComputedStyle(element).visibility !== 'hidden'
    }
    const all = [...document.querySelectorAll('body *')].filter(
      (element) => isSeen(element) && !element.closest('svg'),
    )
    const isLandscape = document.querySelector('.shell:has(.cal, .matrix, .board)') !== null
    const beyond = all.filter((element) => element.getBoundingClientRect().right > 682)
    const cut = all.filter(
      (element) =>
        getComputedStyle(element).overflowX !== 'visible' &&
        element.scrollWidth > element.clientWidth + 2 &&
        getComputedStyle(element).textOverflow !== 'ellipsis',
    )
    const controls = all.filter((element) => element.matches('button, .btn, nav, .pager, details form'))
    // It would lie over what stands beside it.
    const spilling = all.filter(
      (element) =>
        element.matches('table') &&
        element.getBoundingClientRect().right >
          (element.parentElement?.getBoundingClientRect().right ?? 0) + 2,
    )
    const faults = [
      ...(isLandscape ? [] : beyond.map((element) => `beyond the edge: ${named(element)}`)),
      ...(isLandscape ? [] : cut.map((element) => `cut off: ${named(element)}`)),
      ...(isLandscape ? [] : spilling.map((element) => `wider than its place: ${named(element)}`)),
      ...controls.map((element) => `a control: ${named(element)}`),
    ]
    dispatchEvent(new Event('afterprint'))
    return faults
  })
}

/** The page prints whole, without controls, on as many sheets as it should. Ends with a screen again. */
export async function expectPrintable(page: Page, file: string): Promise<void> {
  const most = sheets[file]
  // The shorter paper of America matters where a page is made for its sheets.
  for (const format of most === undefined ? (['A4'] as const) : (['A4', 'Letter'] as const)) {
    const count = await sheetsOf(page, format)
    expect(count, `${file} on ${format}`).toBeGreaterThan(0)
    expect(count, `${file} on ${format}`).toBeLessThanOrEqual(most ?? mostSheets)
  }
  expect(await faultsOnPaper(page), `${file} on paper`).toEqual([])
  await page.emulateMedia({ media: null })
}
