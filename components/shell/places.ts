/** Where the second key after `g` leads. Apart from the sheet, which no script needs. */
export const places: Readonly<Record<string, string>> = {
  t: '/today',
  s: '/systems',
  p: '/capacity',
  k: '/tasks',
  r: '/reviews',
  x: '/red-flags',
  i: '/incidents',
  f: '/findings',
  w: '/reports',
  o: '/walkthroughs',
}
