import type { ChecklistDocument, Control } from '@/lib/checklists/schema'
import type { VersionEntry } from '@/lib/checklists/view'

export const occasionWords: Readonly<Record<ChecklistDocument['occasion'], string>> = {
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
  event: 'On occasion',
}

export const stateWords: Readonly<Record<VersionEntry['state'], string>> = {
  draft: 'Draft',
  published: 'Published',
  retired: 'Retired',
}

export const typeWords: Readonly<Record<Control['type'], string>> = {
  boolean: 'yes or no',
  choice: 'one choice',
  number: 'a number',
  text: 'text',
  auto: 'data alone',
}

export const evidenceWords: Readonly<Record<Control['evidencePolicy'], string>> = {
  none: 'not asked for',
  optional: 'welcome',
  required: 'needed',
}
