import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatedPages } from './docs/generated-pages'
import { projectRoot } from './project-root'

// npm run docs: writes the pages that are made from code.
for (const { path, content } of generatedPages()) {
  await writeFile(join(projectRoot, path), content)
  process.stdout.write(`${path}\n`)
}
