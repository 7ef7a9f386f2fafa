/** One open range on the network page; `id` is null for those that the environment opens. */
export interface OpenRange {
  id: string | null
  cidr: string
  reason: string
  by: string | null
  at: string | null
}
