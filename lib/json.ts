/** A value that survives JSON unchanged: evidence, config, views. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
