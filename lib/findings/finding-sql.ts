// Pieces of SQL that several rooms read findings with.

/**
 * Title of finding `f` without the address of its target `t` (left join), which stands beside it anyway.
 */
export const shortTitle = `
  case when t.address is null then f.title
       else replace(replace(f.title, ': ' || t.address, ''), ', ' || t.address, '') end`

/** Findings about which somebody still has to do something. */
export const openFindingStates = `('open', 'triaged', 'in-progress')`
