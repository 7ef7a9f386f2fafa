import { expect } from '@playwright/test'
import { test } from './support/test'

test('whoever is not signed in is asked to, and comes back to the page they wanted', async ({
  page,
  product,
}) => {
  await page.goto('/findings')
  await expect(page).toHaveURL(/\/login/)
  const { email, password } = product.people.viewer
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${product.url}/findings`)
})
