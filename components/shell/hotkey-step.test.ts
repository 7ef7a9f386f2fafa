import { expect, test } from 'vitest'
import { hotkeyStep } from './hotkey-step'
import { shortcuts } from './shortcuts'

test.each([
  ['g', false, { do: 'wait' }],
  ['t', true, { do: 'go', href: '/today' }],
  ['s', true, { do: 'go', href: '/systems' }],
  ['f', true, { do: 'go', href: '/findings' }],
  ['x', true, { do: 'go', href: '/red-flags' }],
  ['z', true, { do: 'nothing' }],
  ['t', false, { do: 'nothing' }],
  ['/', false, { do: 'press', target: '/' }],
  ['r', false, { do: 'press', target: 'r' }],
  ['e', false, { do: 'press', target: 'e' }],
  ['1', false, { do: 'press', target: '1' }],
  ['9', false, { do: 'press', target: '9' }],
  ['0', false, { do: 'nothing' }],
  ['n', false, { do: 'press', target: 'n' }],
  [']', false, { do: 'press', target: ']' }],
  ['j', false, { do: 'move', by: 1 }],
  ['k', false, { do: 'move', by: -1 }],
  ['?', false, { do: 'sheet' }],
] as const)('%s after g %s', (key, afterG, step) => {
  expect(hotkeyStep(key, afterG)).toEqual(step)
})

test('every key of the sheet does something', () => {
  for (const { keys } of shortcuts) {
    const last = keys.at(-1) ?? ''
    // Enter is the browser's own: it opens the focused link, or sends the form. Arrows belong to what has the focus.
    if (!/Enter$|^Arrow/.test(last)) expect(hotkeyStep(last, keys.length > 1).do).not.toBe('nothing')
  }
})
