import { expect, test } from 'vitest'
import { cleanText, productPath } from './clean-text'

test.each([
  ['plain', 'orders-db', 40, 'orders-db'],
  ['line ends and tabs', 'a\r\nBcc: b\tc\u2028d\u0000e', 40, 'a Bcc: b c d e'],
  ['marks that turn the direction', 'report\u202egnp.exe\u2066x', 40, 'reportgnp.exex'],
  ['what has no width', 'or\u00adders\u200b-db\ufeff', 40, 'orders-db'],
  ['joiners of scripts and emoji', '👩‍🚒', 40, '👩‍🚒'],
  ['accents apart', 'Zu\u0308rich', 40, 'Zürich'],
  ['half a character', 'a\ud83d', 40, 'a\ufffd'],
  ['too long', 'abcdefghij', 5, 'abcd…'],
  ['too long, cut at a whole sign', 'ab👩‍🚒👩‍🚒', 8, 'ab👩‍🚒…'],
  ['a million letters', 'x'.repeat(1_000_000), 10, 'xxxxxxxxx…'],
  ['nothing', ' \n ', 10, ''],
])('%s', (_what, text, limit, expected) => {
  expect(cleanText(text, limit)).toBe(expected)
})

test.each([
  ['/findings/97', '/findings/97'],
  ['/tasks?view=record&team=1#x', '/tasks?view=record&team=1#x'],
  ['https://evil.example/', '/reports'],
  ['//evil.example/', '/reports'],
  ['/\\evil.example/', '/reports'],
  ['javascript:alert(1)', '/reports'],
  ['/a"onclick=', '/reports'],
  ['/a\nb', '/reports'],
  ['', '/reports'],
])('%j leads to %s', (href, expected) => {
  expect(productPath(href)).toBe(expected)
})
