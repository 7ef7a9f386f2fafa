import { execFileSync } from 'node:child_process'
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Chance } from '@/lib/capacity/testing/seeded-series'

/** A file system of its own, in a file: it fills up without filling anything else. Needs root on Linux. */
export interface Volume {
  mountPoint: string
  /** Share of its space that files use now, in percent; as far as this process has written. */
  usedPercent(): number
  write(kilobytes: number): Promise<void>
  /** Removes the oldest files until only this share of the volume's space is used. */
  removeDownTo(percent: number): Promise<void>
  /** Removes the files of so many days ago and earlier. */
  removeOlderThan(days: number): Promise<void>
  nextDay(): void
  unmount(): Promise<void>
}

const megabytes = 192

/** Makes and mounts an ext4 file system below `folder`. */
export async function mountVolume(folder: string, name: string): Promise<Volume> {
  const [image, mountPoint] = [join(folder, `${name}.img`), join(folder, name)]
  await writeFile(image, '')
  await truncate(image, megabytes * 1024 * 1024)
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image])
  await mkdir(mountPoint)
  execFileSync('mount', ['-o', 'loop', image, mountPoint])
  let [files, day, number]: [{ path: string; kilobytes: number; day: number }[], number, number] = [[], 0, 0]
  const used = () => (100 * files.reduce((sum, file) => sum + file.kilobytes, 0)) / (megabytes * 1024)
  const remove = async (goes: (file: (typeof files)[number]) => boolean) => {
    for (const file of files.filter(goes)) await rm(file.path)
    files = files.filter((file) => !goes(file))
  }
  return {
    mountPoint,
    usedPercent: used,
    write: async (kilobytes) => {
      number += 1
      const path = join(mountPoint, `file-${number}`)
      await writeFile(path, Buffer.alloc(Math.max(1, Math.round(kilobytes)) * 1024, number % 251))
      files.push({ path, kilobytes, day })
    },
    removeDownTo: async (percent) => {
      while (used() > percent) {
        const oldest = files[0]
        if (!oldest) return
        await remove((file) => file === oldest)
      }
    },
    removeOlderThan: (days) => remove((file) => file.day <= day - days),
    nextDay: () => {
      day += 1
    },
    unmount: async () => {
      execFileSync('umount', [mountPoint])
    },
  }
}

const isWorkingDay = (day: number) => day % 7 < 5

/** What happens to a volume on a day: each is another way of living. */
export const volumeLives: Readonly<
  Record<string, (volume: Volume, day: number, chance: Chance) => Promise<void>>
> = {
  // Log files, kept for two weeks, which grow with the traffic; nothing happens at week-ends.
  logs: async (volume, day, chance) => {
    const files = isWorkingDay(day) ? 14 : 5
    for (let file = 0; file < files; file += 1) await volume.write(chance.even(350, 650) * (1 + day / 250))
    await volume.removeOlderThan(14)
  },
  // What customers send is kept, until somebody clears out because it is nearly full.
  uploads: async (volume, day, chance) => {
    const files = Math.round(chance.even(6, 14) * (isWorkingDay(day) ? 1 : 0.6))
    for (let file = 0; file < files; file += 1) await volume.write(chance.even(50, 450))
    if (volume.usedPercent() > 85) await volume.removeDownTo(chance.even(30, 60))
  },
  // A cache that is filled by chance and emptied every Sunday night.
  cache: async (volume, day, chance) => {
    const files = Math.round(chance.even(2, 30))
    for (let file = 0; file < files; file += 1) await volume.write(chance.even(100, 500))
    if (day % 7 === 6) await volume.removeDownTo(chance.even(8, 16))
    if (volume.usedPercent() > 90) await volume.removeDownTo(50)
  },
  // Little from day to day, and now and then a bulk load that stays until there is no room.
  archive: async (volume, _day, chance) => {
    for (let file = 0; file < 3; file += 1) await volume.write(chance.even(60, 240))
    if (volume.usedPercent() > 70) await volume.removeDownTo(30)
    if (chance.happens(1 / 45)) {
      const files = Math.round(chance.even(15, 40))
      for (let file = 0; file < files; file += 1) await volume.write(700)
    }
  },
}
