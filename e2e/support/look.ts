import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

// Both widths and both themes are seen. Axe judges colours by theme and layout by width, so the two crossed looks
// (wide and dark, narrow and light) would find nothing that these do not, and would take as long again.
const looks = [
  { width: 1440, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const

/** No violation of WCAG 2.2 AA or best practice and nothing wider than the window, in both themes, wide and narrow. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const { width, colorScheme } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    // No page has frames, for which axe would open a page of its own; and what passes is not asked for.
    const { violations } = await new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .setLegacyMode()
      .analyze()
    const said = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
    expect(said, `${what}, ${colorScheme}, ${width} px`).toEqual([])
    const { twice, overflow } = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
      const { scrollWidth, clientWidth } = document.documentElement
      return {
        twice: ids.filter((id, index) => ids.indexOf(id) !== index),
        overflow: scrollWidth - clientWidth,
      }
    })
    expect(twice, `ids that are there twice: ${what}`).toEqual([])
    expect(overflow, `${what} is wider than ${width} px`).toBe(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
