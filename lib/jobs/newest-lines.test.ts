import { expect, it } from 'vitest'
import { newestLines } from './newest-lines'

it.each<[string, string, string[]]>([
  ['nothing was said', '', []],
  ['the last line is ended', 'one\ntwo\n', ['one', 'two']],
  ['the last line is not ended yet', 'one\ntwo', ['one', 'two']],
  ['an empty line in between stays', 'one\n\ntwo\n', ['one', '', 'two']],
  ['older lines are left out', 'one\ntwo\nthree\nfour\n', ['two', 'three', 'four']],
  ['a long line is cut', `${'x'.repeat(401)}\n`, [`${'x'.repeat(400)} …`]],
])('%s', (_what, log, lines) => {
  expect(newestLines(log, 3)).toEqual(lines)
})
