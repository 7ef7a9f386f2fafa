import { describe, expect, it, test } from 'vitest'
import { composeReport } from '@/lib/reports/compose-report'
import { reportWeeks, type WeekName } from '@/lib/reports/testing/report-weeks'
import { reportMail } from './report-mail'

const reader = {
  name: 'Ruth Okafor',
  baseUrl: 'https://ops.example.com',
  reportUrl: 'https://ops.example.com/reports/2026-W47',
  settingsUrl: 'https://ops.example.com/reports/settings',
  unsubscribeUrl: 'https://ops.example.com/unsubscribe/abc',
}
const compose = (name: WeekName) => composeReport(reportWeeks[name], { installation: 'ops.example.com' })
const mail = (name: WeekName) => reportMail(compose(name), reader)

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&amp;': '&',
}
const plain = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity)
const squeezed = (text: string) => text.replaceAll(/[\s\u200c]+/g, '')

describe.each(Object.keys(reportWeeks) as WeekName[])('%s', (name) => {
  const { html, text, subject } = mail(name)
  const document = compose(name)

  it('is small, without images, scripts and foreign addresses', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    expect(html).not.toMatch(/<img|<script|<svg|<link|url\(|@import|javascript:(?!alert\(1\))/)
    for (const [, href] of html.matchAll(/href="([^"]*)"/g))
      expect(href).toMatch(/^https:\/\/ops\.example\.com\//)
    expect(html.startsWith('<!doctype html><html lang="en-GB">')).toBe(true)
    expect(subject).not.toMatch(/[\r\n]/)
  })

  it('says the same in both forms', () => {
    const [drawn, twin] = [squeezed(plain(html)), squeezed(text).replaceAll(/\n[-*]/g, '')]
    const sentences = [
      document.headline.text,
      document.meta,
      document.decisionsLead.text,
      ...document.summary.map((claim) => claim.text),
      ...document.figures.map(({ value }) => value),
      ...document.decisions.slice(0, 5).flatMap(({ ask, why, person, by }) => [ask, why, person, by]),
      ...document.sections.flatMap(({ lead, rows }) => [
        lead.text,
        ...rows.flatMap((row) => [row.subject, row.text]),
      ]),
    ]
    for (const sentence of sentences) {
      expect(drawn).toContain(squeezed(sentence))
      expect(twin).toContain(squeezed(sentence))
    }
  })

  it('is the same mail each time', () => {
    expect(mail(name)).toEqual({ html, text, subject })
  })
})

test('a decision opens by its question, in both forms', () => {
  const { html, text } = mail('a typical week')
  expect(html).toMatch(
    /<a href="https:\/\/ops\.example\.com\/findings\/97"[^>]*>Fix or accept F-97 on legacy-cron\?<\/a>/,
  )
  expect(text).toContain('* Fix or accept F-97 on legacy-cron?\n')
  expect(text).toContain('\n  https://ops.example.com/findings/97\n')
})

test('more than five decisions are left to the report', () => {
  const { html, text } = mail('everything on fire')
  expect(html).toContain('>3 more in the report</a>')
  expect(text).toContain('3 more: https://ops.example.com/reports/2026-W47')
  expect(text).not.toContain('F-205')
})

test('names stay text: no element, no address that a mail program would open', () => {
  const document = compose('names that want to be something else')
  const { html, text } = reportMail(document, reader)
  expect(html).not.toMatch(/<script>|<img|onerror=alert\(1\)>"/)
  expect(html).toContain('&lt;script&gt;')
  const outside = plain(html.replaceAll(/<a [^>]*>.*?<\/a>/gs, '')).replaceAll(document.meta, '')
  expect(outside).not.toMatch(/https?:\/\/|www\.\p{L}|\p{L}\.(?:example|com)\b|\S@\p{L}/u)
  for (const [address] of text.matchAll(/https?:\/\/\S+/g))
    expect(address).toMatch(/^https:\/\/ops\.example\.com\//)
})

test('lines of the text twin stay within 72 signs, addresses apart', () => {
  for (const line of mail('everything on fire').text.split('\n')) {
    if (!line.includes('https://')) expect(line.length, line).toBeLessThanOrEqual(72)
  }
})

test('a reader without a page for the report gets none', () => {
  const { html, text } = reportMail(compose('a quiet week'), { ...reader, reportUrl: null })
  expect(html).not.toContain('Open the report')
  expect(text).not.toContain('The report with all its links')
})
