import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName, contentDisposition } from './file-name'

describe('cleanFileName', () => {
  it.each([
    ['restore.log', 'restore.log'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\shot.png', 'shot.png'],
    ['.htaccess', 'htaccess'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['report\u202Egnp.exe', 'reportgnp.exe'],
    ['  two   words.txt. ', 'two words.txt'],
    ['<x>:"y"|?*.txt', '-x---y----.txt'],
    ['///', 'file'],
    ['', 'file'],
    ['Übergabe Größe.pdf', 'Übergabe Größe.pdf'],
  ])('%j becomes %j', (from, to) => expect(cleanFileName(from)).toBe(to))

  it('keeps the ending of a long name', () => {
    const name = cleanFileName(`${'x'.repeat(500)}.pdf`)
    expect(name).toHaveLength(120)
    expect(name.endsWith('.pdf')).toBe(true)
  })

  it('never gives a path, a hidden file, nothing, or what ends a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = cleanFileName(text)
        expect(name).not.toBe('')
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u)
        expect(name.startsWith('.')).toBe(false)
        expect(name.length).toBeLessThanOrEqual(120)
        expect(contentDisposition('attachment', name)).toMatch(
          /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\x21-\x7e]+$/,
        )
        expect(contentDisposition('attachment', name).split('"')).toHaveLength(3)
      }),
    )
  })
})

it('contentDisposition names a file for old and new clients', () => {
  expect(contentDisposition('attachment', 'Größe "x" (1).pdf')).toBe(
    `attachment; filename="Gr__e _x_ (1).pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22x%22%20%281%29.pdf`,
  )
})
