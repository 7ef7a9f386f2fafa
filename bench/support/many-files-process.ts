// The files of bench verify: writes them, says where they are, and removes them when nobody is connected any more.
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesPerFolder, type ManyFilesOrder } from './many-files'

// Ctrl-C reaches this process as well: it still has to remove what it wrote.
process.on('SIGINT', () => {})
const gone = once(process, 'disconnect')
const [{ files }] = (await once(process, 'message')) as [ManyFilesOrder]
const root = await mkdtemp(join(tmpdir(), 'wheeltapper-bench-files-'))
try {
  await writeAll()
  if (process.connected) process.send?.({ root })
  await gone
} finally {
  await removeAll()
}

async function writeAll(): Promise<void> {
  for (let first = 0; first < files && process.connected; first += filesPerFolder) {
    const folder = join(root, String(first / filesPerFolder).padStart(5, '0'))
    await mkdir(folder)
    const count = Math.min(filesPerFolder, files - first)
    const write = (index: number) =>
      writeFile(join(folder, `invoice-${index}.txt`), `invoice ${first + index}\n`)
    await Promise.all(Array.from({ length: count }, (_each, index) => write(index)))
  }
}

/** One folder after the other: all at once, Node holds some 2.5 KB for each file until the last is gone. */
async function removeAll(): Promise<void> {
  for (const folder of await readdir(root)) await rm(join(root, folder), { recursive: true, force: true })
  await rm(root, { recursive: true, force: true })
}
