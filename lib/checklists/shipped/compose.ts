import { alertControls } from './controls/alerts'
import { backupControls } from './controls/backup'
import { capacityControls } from './controls/capacity'
import { certificateControls } from './controls/certificates'
import { cronControls } from './controls/cron'
import { databaseControls } from './controls/database'
import { databaseUpkeepControls } from './controls/database-upkeep'
import { healthControls } from './controls/health'
import { learningControls } from './controls/learning'
import { migrationControls } from './controls/migration'
import { resourceControls } from './controls/resources'
import { scriptControls } from './controls/scripts'
import { securityControls } from './controls/security'

/** The head of a shipped checklist; its questions are taken from the controls of the subjects. */
interface Head {
  key: string
  title: string
  purpose: string
  occasion: 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'event'
}

const controls = new Map(
  [
    alertControls,
    backupControls,
    capacityControls,
    certificateControls,
    cronControls,
    databaseUpkeepControls,
    databaseControls,
    healthControls,
    learningControls,
    migrationControls,
    resourceControls,
    scriptControls,
    securityControls,
  ].flatMap(blocksOf),
)

/**
 * The YAML of a shipped checklist: its head, then each control under the area that it has there. A control that two
 * checklists ask is written once, so that both ask the same and one answer counts for both.
 */
export function composeChecklist(
  head: Head,
  areas: readonly (readonly [area: string, keys: readonly string[]])[],
): string {
  const blocks = areas.flatMap(([area, keys]) =>
    keys.map((key) => {
      const block = controls.get(key)
      if (block === undefined) throw new Error(`No control ${key} for the checklist ${head.key}`)
      return block.replace('\n', `\n  area: ${JSON.stringify(area)}\n`)
    }),
  )
  return [
    `key: ${head.key}`,
    `title: ${JSON.stringify(head.title)}`,
    `purpose: ${JSON.stringify(head.purpose)}`,
    `occasion: ${head.occasion}`,
    'controls:',
    ...blocks.map((block) => indent(block.trim())),
    '',
  ].join('\n')
}

function blocksOf(source: string): [key: string, block: string][] {
  return source
    .split(/^(?=- key: )/m)
    .filter((block) => block.startsWith('- key: '))
    .map((block) => [block.slice('- key: '.length, block.indexOf('\n')).trim(), block])
}

const indent = (block: string): string => block.replace(/^(?=.)/gm, '  ')
