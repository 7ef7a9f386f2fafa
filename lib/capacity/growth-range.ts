/** How much of the expected growth a what-if may take, in percent. Apart from the schema: browsers get it without zod. */
export const growthRange = { min: 0, max: 400, step: 10 } as const
