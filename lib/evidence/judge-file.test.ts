import { fileTypeFromBuffer } from 'file-type'
import { describe, expect, it } from 'vitest'
import { acceptedEndings } from './accepted-files'
import { binaryKinds, textKinds } from './file-kinds'
import { judgeFile } from './judge-file'

const bytes = (text: string) => new TextEncoder().encode(text)
const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
const png = base64(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
)
const gif = base64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7')
const pdf = bytes('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n')
const zip = base64('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==')
const gzip = base64('H4sIAAAAAAAAA0tMSk4BAAAA//8=')
const elf = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, ...Array(60).fill(0)])
const log = bytes('2026-11-14 03:00:01 restored 8412003 rows in 662 s\n')
const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'ok'].flatMap((character) => [character.charCodeAt(0), 0])])

async function judge(fileName: string, content: Uint8Array, declaredType = '') {
  const sniffed = await fileTypeFromBuffer(content)
  return judgeFile({ fileName, declaredType, sniffedType: sniffed?.mime ?? null, bytes: content })
}

describe('judgeFile accepts what is what it says', () => {
  it.each([
    ['shot.png', png, 'image/png', 'image/png'],
    ['SHOT.PNG', png, '', 'image/png'],
    ['anim.gif', gif, 'image/gif', 'image/gif'],
    ['report.pdf', pdf, 'application/pdf', 'application/pdf'],
    ['logs.zip', zip, 'application/x-zip-compressed', 'application/zip'],
    ['restore.log.gz', gzip, 'application/gzip', 'application/gzip'],
    ['restore.log', log, 'text/x-log', 'text/plain'],
    ['restore.log', log, 'application/octet-stream', 'text/plain'],
    ['counts.csv', bytes('table,rows\norders,8412003\n'), 'application/vnd.ms-excel', 'text/csv'],
    ['counts.json', bytes('{"orders": 8412003}'), 'application/json', 'application/json'],
    ['plan.yaml', bytes('steps:\n  - restore\n'), 'application/yaml', 'text/plain'],
    ['colours.txt', bytes('\u001b[32mok\u001b[0m\n'), 'text/plain', 'text/plain'],
    ['latin.txt', Uint8Array.from([0x67, 0x72, 0xfc, 0x6e]), 'text/plain', 'text/plain'],
    ['windows.txt', utf16, 'text/plain', 'text/plain'],
    ['answer.log', bytes('GET / → 200\n<html><body>fine</body></html>\n'), '', 'text/plain'],
  ])('%s', async (name, content, declared, mediaType) => {
    expect(await judge(name, content, declared)).toEqual({ accepted: true, mediaType })
  })
})

describe('judgeFile refuses what lies, and says what it is called and what it is', () => {
  it.each([
    ['a PDF that is an archive', 'report.pdf', zip, '', ['report.pdf', 'a PDF document', 'a ZIP archive']],
    ['a picture that is a text', 'shot.png', log, '', ['shot.png', 'a PNG image', 'a text file']],
    ['a text that is a picture', 'restore.log', png, '', ['restore.log', 'a text file', 'a PNG image']],
    ['a declared type that lies', 'shot.png', png, 'application/pdf', ['application/pdf', 'a PNG image']],
    ['a text declared as a page', 'page.txt', log, 'text/html', ['text/html', 'a text file']],
    ['a text declared as a drawing', 'x.txt', log, 'image/svg+xml', ['image/svg+xml', 'a text file']],
    [
      'JSON that is none',
      'counts.json',
      bytes('{"orders": '),
      '',
      ['a JSON document', 'no JSON', 'counts.txt'],
    ],
    ['a name without an ending', 'report', pdf, '', ['has no ending', 'a PDF document', 'report.pdf']],
    ['an ending that nobody knows', 'report.exe', pdf, '', ['.exe', 'a PDF document']],
  ])('%s', async (_, name, content, declared, parts) => {
    const judged = await judge(name, content, declared)
    if (judged.accepted) throw new Error(`accepted as ${judged.mediaType}`)
    for (const part of parts) expect(judged.reason).toContain(part)
  })
})

describe('judgeFile refuses what could run', () => {
  it.each([
    ['program', 'tool.png', elf],
    ['page', 'page.html', bytes('<!doctype html><script>alert(1)</script>')],
    ['page named as text', 'page.txt', bytes('  <!DOCTYPE HTML><title>x</title>')],
    ['page behind a comment', 'page.txt', bytes('<!-- x -->\n<script>alert(1)</script>')],
    ['page behind many comments', 'page.txt', bytes(`${'<!-- -->'.repeat(60)}\n<html>`)],
    ['drawing', 'a.svg', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['drawing named as text', 'a.txt', bytes('<svg onload="alert(1)"/>')],
    ['xml', 'a.txt', bytes('<?xml version="1.0"?><svg/>')],
    ['binary noise', 'a.log', Uint8Array.from([1, 2, 3, 0, 5])],
    ['half a UTF-16', 'a.txt', Uint8Array.from([0xff, 0xfe, 0x00, 0xd8])],
    ['nothing', 'empty.txt', new Uint8Array()],
  ])('%s', async (_, name, content) => {
    expect(await judge(name, content)).toMatchObject({ accepted: false })
  })
})

it('looks at a text of nothing but comments once', async () => {
  const from = performance.now()
  const judged = await judge('comments.txt', bytes(`${'<!---->'.repeat(140)}x`))
  expect(judged).toEqual({ accepted: true, mediaType: 'text/plain' })
  expect(performance.now() - from).toBeLessThan(1_000)
})

it('file dialogs offer what is accepted, no more and no less', () => {
  const kinds = [...Object.values(binaryKinds), ...textKinds]
  const endings = new Set(kinds.flatMap(({ extensions }) => extensions.map((each) => `.${each}`)))
  expect(acceptedEndings.split(',').sort()).toEqual([...endings].sort())
})
