import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const widths = [1440, 360] as const
const themes = ['light', 'dark'] as const

/** No violation of WCAG 2.2 AA or best practice and nothing wider than the window, in both themes, wide and narrow. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      const said = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      )
      expect(said, `${what}, ${colorScheme}, ${width} px`).toEqual([])
      const twice = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
        return ids.filter((id, index) => ids.indexOf(id) !== index)
      })
      expect(twice, `ids that are there twice: ${what}`).toEqual([])
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, `${what} is wider than ${width} px`).toBe(0)
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
