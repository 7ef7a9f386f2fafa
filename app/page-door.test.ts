import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).map((name) => join('app', name))

it('every page comes through the door that writes its 403, 404, 500 and 503 on the server', () => {
  const around = files
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .filter((file) => {
      const text = readFileSync(file, 'utf8')
      // The front door only leads on.
      return !/^export default pageDoor\(/m.test(text) && file !== join('app', 'page.tsx')
    })
  expect(around).toEqual([])
})

it('nothing in the house throws what Next.js would answer with an empty document', () => {
  const throwing = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$/.test(file))
    .filter((file) => /\b(notFound|forbidden|unauthorized)\(\)/.test(readFileSync(file, 'utf8')))
  expect(throwing).toEqual([])
})
