import { expect, it } from 'vitest'
import { explainWarning } from './cruiser-output'

const warning = `
‼ missing-tsc-transpiler: dependency-cruiser detected a TypeScript environment,
    but not a compatible TypeScript compiler (typescript: >=2.0.0 <7.0.0). This means
    it's likely to have missed TypeScript sources and dependencies.

    Install typescript to get better results (e.g. npm i -D typescript@^6).

    => Support for typescript@>=7 will follow when its API is published and stable.
`
const result = '\n✔ no dependency violations found (800 modules, 3253 dependencies cruised)\n'

it('puts one line in place of the warning about a compiler that is not used', () => {
  const lines = explainWarning(`${result}${warning}\n`).split('\n')
  expect(lines).toEqual(['', result.trim(), '', expect.stringContaining('read with SWC'), ''])
})

it('changes nothing else', () => {
  expect(explainWarning(result)).toBe(result)
  expect(explainWarning('‼ something-else: look')).toBe('‼ something-else: look')
})
