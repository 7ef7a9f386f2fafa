import type { ChecklistControls, ControlCounts, ControlsView } from './view'

/**
 * The situation of a system's controls in one sentence, counts first: "Getting started: 5 of 8 answered, 3 by data; 2
 * fail". With several checklists they are counted together. Pure.
 */
export function controlsHeadline({
  checklists,
  counts,
}: Pick<ControlsView, 'checklists' | 'counts'>): string {
  const [only] = checklists
  if (!only) return 'No checklist counts here yet'
  const name = checklists.length === 1 ? only.title : `${checklists.length} checklists`
  return `${name}: ${countsInWords(counts)}`
}

/** The counts of one checklist, for its heading. */
export function checklistSentence({ counts }: Pick<ChecklistControls, 'counts'>): string {
  return countsInWords(counts)
}

function countsInWords(counts: ControlCounts): string {
  const { asked, answered, byData, fail, warn, stale } = counts
  if (asked === 0) return 'nothing is asked of this system'
  const data = byData > 0 ? `, ${byData} by data` : ''
  const bad = [
    fail > 0 && `${fail} ${fail === 1 ? 'fails' : 'fail'}`,
    warn > 0 && `${warn} ${warn === 1 ? 'warns' : 'warn'}`,
    stale > 0 && `${stale} too old`,
  ].filter(Boolean)
  return `${answered} of ${asked} answered${data}${bad.length > 0 ? `; ${bad.join(', ')}` : ''}`
}
