/** What stands at one key in two sorted lists: in both, or in one of them. */
export type Pair<Left, Right> = { left: Left; right: Right } | { left: Left } | { right: Right }

/**
 * Walks two lists that are sorted by the same order, one step at a time; neither is held. Several of the same key pair up
 * in their order. Throws when a list is not sorted: everything after that would be found missing.
 */
export async function* mergeSorted<Item>(
  left: AsyncIterable<Item>,
  right: AsyncIterable<Item>,
  compare: (a: Item, b: Item) => number,
): AsyncGenerator<Pair<Item, Item>> {
  const [lefts, rights] = [inOrder(left, compare), inOrder(right, compare)]
  try {
    let [one, other] = [await lefts.next(), await rights.next()]
    while (!one.done || !other.done) {
      const order = one.done ? 1 : other.done ? -1 : compare(one.value, other.value)
      if (order === 0 && !one.done && !other.done) yield { left: one.value, right: other.value }
      else if (order < 0 && !one.done) yield { left: one.value }
      else if (!other.done) yield { right: other.value }
      if (order <= 0) one = await lefts.next()
      if (order >= 0) other = await rights.next()
    }
  } finally {
    // Whoever stops early has not come to the end of both.
    await lefts.return(undefined)
    await rights.return(undefined)
  }
}

async function* inOrder<Item>(
  items: AsyncIterable<Item>,
  compare: (a: Item, b: Item) => number,
): AsyncGenerator<Item> {
  let last: Item | undefined
  for await (const item of items) {
    if (last !== undefined && compare(last, item) > 0) throw new Error('a list to be compared is not sorted')
    last = item
    yield item
  }
}
