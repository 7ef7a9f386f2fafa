import { forecastDue } from '@/lib/capacity/forecast-due'

/** Forecasts, once a day, when each series reaches its limit. Returns how many, and what it means for findings. */
export function forecastCapacity(): Promise<{ series: number; raised: number; cleared: number }> {
  return forecastDue()
}
