import { expect, test } from 'vitest'
import { toCsv } from './csv'

const cell = (value: string | number | boolean | Date | null) =>
  toCsv([['a', 'A']], [{ a: value }]).slice('\ufeffA\r\n'.length, -2)

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30 1234', "'+49 30 1234"],
  ['-2 disks', "'-2 disks"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['full; =1+1', "full; '=1+1"],
  ['full;@SUM(A1);-2', "full;'@SUM(A1);'-2"],
  ['full\t+1', "full\t'+1"],
  ['one; two', 'one; two'],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"'\n=1"`],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠A', "'＠A"],
  ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
  ['a=1', 'a=1'],
  ['Disk, full', '"Disk, full"'],
  ['said "no"', '"said ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['', ''],
])('text %j', (text, expected) => expect(cell(text)).toBe(expected))

test.each([
  [-5, '-5'],
  [1.5, '1.5'],
  [true, 'true'],
  [null, ''],
  [new Date('2026-11-23T10:00:00Z'), '2026-11-23T10:00:00.000Z'],
])('%s stays what it is', (value, expected) => expect(cell(value)).toBe(expected))

test('columns come in their order under their titles', () => {
  const rows = [
    { number: 12, title: 'Disk' },
    { number: 13, title: 'Backup' },
  ]
  expect(
    toCsv(
      [
        ['title', 'What'],
        ['number', 'No.'],
      ],
      rows,
    ),
  ).toBe('\ufeffWhat,No.\r\nDisk,12\r\nBackup,13\r\n')
})
