import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../project-root'

/** JavaScript entry of a tool in node_modules, run with this very Node. */
export const tool = (...path: string[]) => [process.execPath, join(projectRoot, 'node_modules', ...path)]

/** Runs a command with its output shown. Returns the exit code. */
export function show(command: string[], env: Record<string, string> = {}): Promise<number> {
  return run(command, env, 'inherit').then(({ code }) => code)
}

/** Runs a command and shows its output in other words. Returns the exit code. */
export async function showEdited(command: string[], edit: (output: string) => string): Promise<number> {
  const { code, output } = await run(command, {}, 'pipe')
  process.stdout.write(edit(output))
  return code
}

/** Runs a command and shows its output only when it fails. Returns the exit code. */
export async function showIfFailing(command: string[], env: Record<string, string> = {}): Promise<number> {
  const { code, output } = await run(command, env, 'pipe')
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`)
  return code
}

function run(
  command: string[],
  env: Record<string, string>,
  stdio: 'inherit' | 'pipe',
): Promise<{ code: number; output: string }> {
  const [program = '', ...parameters] = command
  const child = spawn(program, parameters, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', stdio, stdio],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
