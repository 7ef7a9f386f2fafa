import { join } from 'node:path'
import { projectRoot } from '../project-root'
import { explainWarning } from './cruiser-output'
import { existing } from './existing-folders'
import { show, showEdited, showIfFailing, tool } from './run-command'
import type { Outcome, Stage } from './stage'

const rooms = ['app', 'bench', 'components', 'documents', 'e2e', 'lib', 'scripts']

async function oneCase(codes: Promise<number>[]): Promise<Outcome> {
  const isFine = (await Promise.all(codes)).every((code) => code === 0)
  return isFine ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function types(): Promise<Outcome> {
  // Declares what Next generates: types of images, styles and route parameters.
  const generated = await showIfFailing([...tool('next', 'dist', 'bin', 'next'), 'typegen'], {
    NEXT_TELEMETRY_DISABLED: '1',
  })
  if (generated !== 0) return { passed: 0, failed: 1 }
  return oneCase([show([...tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', projectRoot])])
}

/** Colours help people only. */
const plain = process.stdout.isTTY ? [] : ['--colors=off']

const lint = () =>
  oneCase([show([...tool('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--error-on-warnings', ...plain, '.'])])

async function boundaries(): Promise<Outcome> {
  const cruise = [
    ...tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
    '--config',
    join(projectRoot, '.dependency-cruiser.cjs'),
  ]
  return oneCase([showEdited([...cruise, ...existing(rooms)], explainWarning)])
}

const deadCode = () => oneCase([show([...tool('knip', 'bin', 'knip.js'), '--no-progress'])])

export const staticStages: Stage[] = [
  { name: 'types', run: types },
  { name: 'lint', run: lint },
  { name: 'boundaries', run: boundaries },
  { name: 'dead-code', run: deadCode },
]
