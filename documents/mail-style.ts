import type { CSSProperties } from 'react'
import type { ReportTone } from '@/lib/reports/report-document'
import { ink, toneInk } from './ink'

// Mail programs know little CSS: everything that counts stands at its element. What is in the head only turns the
// colours over in the dark and widens the margins where there is room; a program that drops it loses nothing.

const family = 'IBM Plex Sans, system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif'

/** Dark side of app/styles/tokens.css for what a mail uses; documents/ink.test.ts compares them. */
export const dark = {
  page: '#141413',
  surface: '#1c1c1a',
  ink: '#f1efe9',
  ink2: '#c3bfb5',
  ink3: '#9a958a',
  line: '#34332f',
  ok: '#56c2d9',
  warn: '#f3bd45',
  crit: '#f4776a',
  unknown: '#9c978c',
} as const

const darkTone: Readonly<Record<ReportTone, string>> = {
  fail: dark.crit,
  warn: dark.warn,
  unknown: dark.unknown,
  accepted: dark.unknown,
  ok: dark.ok,
  off: dark.ink3,
  plain: dark.ink,
}

/** Class of a state's colour. */
export const toneClass = (tone: ReportTone) => `t-${tone}`

const tones = Object.entries(darkTone).map(
  ([tone, color]) => `.t-${tone}{color:${color}!important;border-color:${color}!important}`,
)

/** The head's few rules. */
export const headCss = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.page{background:${dark.page}!important}.sheet{background:${dark.surface}!important}.ink{color:${dark.ink}!important}.ink2{color:${dark.ink2}!important}.ink3{color:${dark.ink3}!important}.line{border-color:${dark.line}!important}.rule{border-color:${dark.ink}!important}a{text-decoration-color:${dark.line}!important}${tones.join('')}.t-fill{background:${dark.crit}!important;color:${dark.surface}!important}}
@media (min-width:600px){.sheet{padding:32px 40px!important}.h1{font-size:26px!important;line-height:32px!important}}
@media (max-width:480px){.figure{width:50%!important;display:inline-block!important;box-sizing:border-box!important;vertical-align:top!important}}`

const base: CSSProperties = { margin: 0, fontFamily: family, color: ink.ink }

/** Styles by part. */
export const styles = {
  page: { margin: 0, padding: 0, background: ink.page, width: '100%' },
  sheet: { background: ink.surface, padding: '24px 16px', maxWidth: 640 },
  meta: { ...base, fontSize: 13, lineHeight: '20px', color: ink.ink2 },
  headline: { ...base, fontSize: 22, lineHeight: '28px', fontWeight: 600, margin: '4px 0 12px' },
  summary: { ...base, fontSize: 16, lineHeight: '24px', margin: '0 0 2px' },
  title: { ...base, fontSize: 16, lineHeight: '24px', fontWeight: 600 },
  text: { ...base, fontSize: 14, lineHeight: '20px' },
  quiet: { ...base, fontSize: 13, lineHeight: '20px', color: ink.ink2 },
  small: { ...base, fontSize: 13, lineHeight: '20px', color: ink.ink3 },
  value: { ...base, fontSize: 18, lineHeight: '28px', fontWeight: 600, whiteSpace: 'nowrap' },
  link: { color: ink.ink, textDecoration: 'none' },
  hinted: { color: ink.ink, textDecoration: 'underline', textDecorationColor: ink.line },
  underlined: { color: ink.ink, textDecoration: 'underline', textDecorationColor: ink.lineStrong },
  rule: { borderTop: `1px solid ${ink.ink}` },
  hair: { borderTop: `1px solid ${ink.line}` },
  button: {
    display: 'inline-block',
    fontFamily: family,
    fontSize: 14,
    lineHeight: '20px',
    fontWeight: 600,
    padding: '11px 16px',
    border: `1px solid ${ink.ink}`,
    borderRadius: 3,
    color: ink.ink,
    textDecoration: 'none',
  },
  hidden: { display: 'none', maxHeight: 0, overflow: 'hidden', fontSize: 1, lineHeight: '1px' },
} as const satisfies Record<string, CSSProperties>

const mark: CSSProperties = {
  display: 'inline-block',
  fontFamily: family,
  fontSize: 11,
  lineHeight: '14px',
  fontWeight: 700,
  width: 14,
  textAlign: 'center',
  borderRadius: 3,
}

/** The shape of a state, made of a sign and its border: filled, outlined, dashed or bare. */
export const marks: Readonly<Record<Exclude<ReportTone, 'plain'>, { sign: string; style: CSSProperties }>> = {
  fail: {
    sign: '×',
    style: { ...mark, background: ink.crit, color: ink.surface, border: `1px solid ${ink.crit}` },
  },
  warn: { sign: '!', style: { ...mark, color: ink.warn, border: `1px solid ${ink.warn}` } },
  unknown: {
    sign: '?',
    style: { ...mark, color: ink.unknown, border: `1px dashed ${ink.unknown}`, borderRadius: 8 },
  },
  accepted: { sign: '◷', style: { ...mark, color: ink.unknown, border: `1px solid ${ink.unknown}` } },
  ok: { sign: '✓', style: { ...mark, color: ink.ok, fontSize: 14 } },
  off: { sign: '–', style: { ...mark, color: ink.ink3 } },
}

/** The word of a state beside its shape. */
export function wordStyle(tone: ReportTone): CSSProperties {
  const isQuiet = tone === 'ok' || tone === 'off' || tone === 'plain'
  return {
    ...base,
    fontSize: 13,
    lineHeight: '20px',
    fontWeight: isQuiet ? 400 : 600,
    color: isQuiet ? ink.ink2 : toneInk[tone],
  }
}
