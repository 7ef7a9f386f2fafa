import type { CapacityMeasure } from './stored-forecast'

/** What people call a kind of limit, in filters and beside a name. */
export const measureWords: Readonly<Record<CapacityMeasure, string>> = {
  disk: 'Disk space',
  inodes: 'Inodes',
  memory: 'Memory',
  connections: 'Connections',
  'file-descriptors': 'Open files',
  sequence: 'Sequences',
  wraparound: 'Wraparound',
  certificate: 'Certificates',
  'backup-size': 'Backup room',
  'table-growth': 'Tables and databases',
  other: 'Other',
}
