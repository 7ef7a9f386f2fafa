import type { ReportTone } from '@/lib/reports/report-document'

// The light side of app/styles/tokens.css: paper and mail have no tokens. documents/ink.test.ts compares them.

export const ink = {
  surface: '#ffffff',
  page: '#fbfaf8',
  ink: '#1b1a17',
  ink2: '#4d4a43',
  ink3: '#6b675e',
  line: '#dcd8cf',
  lineStrong: '#8a857a',
  ok: '#0a5c73',
  warn: '#8f5a00',
  crit: '#9b1c1c',
  unknown: '#6b675e',
} as const

/** Colour of a state; its shape and its word say the same. */
export const toneInk: Readonly<Record<ReportTone, string>> = {
  fail: ink.crit,
  warn: ink.warn,
  unknown: ink.unknown,
  accepted: ink.unknown,
  ok: ink.ok,
  off: ink.ink3,
  plain: ink.ink,
}
