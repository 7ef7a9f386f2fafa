import { staticStages } from './static-stages'
import { closingLine, type FinishedStage, summaryTable } from './summary'
import { testStages } from './test-stages'

// npm test [-- stage …]: all stages, or the named ones, and one plain closing line.
const stages = [...staticStages, ...testStages]
const names = process.argv.slice(2)
const unknown = names.filter((name) => !stages.some((stage) => stage.name === name))

async function runAll(): Promise<number> {
  const finished: FinishedStage[] = []
  for (const { name, run } of stages) {
    if (names.length > 0 && !names.includes(name)) continue
    console.log(`\n=== ${name}`)
    const began = performance.now()
    const outcome = await run().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      return { passed: 0, failed: 1 }
    })
    finished.push({ name, ...outcome, seconds: (performance.now() - began) / 1000 })
  }
  console.log(`\n${summaryTable(finished)}\n\n${closingLine(finished)}`)
  return finished.some(({ failed }) => failed > 0) ? 1 : 0
}

if (unknown.length > 0) {
  console.error(
    `There is no stage ${unknown.join(', ')}. Stages: ${stages.map(({ name }) => name).join(', ')}`,
  )
  process.exitCode = 64
} else {
  process.exitCode = await runAll()
}
