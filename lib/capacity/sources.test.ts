import { describe, expect, it } from 'vitest'
import { findCheckKind } from '@/lib/checks/kinds'
import { capacitySource, capacitySources } from './sources'
import { capacityMeasures } from './stored-forecast'

const settingsOf = (kind: string, config = {}) =>
  findCheckKind(kind)?.config.parse(config) as Record<string, unknown>

describe('the series with a limit', () => {
  it.each(capacitySources.map((source) => [source.kind, source] as const))(
    '%s is a kind of check whose limit is known from its settings, or says what to do',
    (kind, source) => {
      expect(findCheckKind(kind)).toBeDefined()
      const limit = source.limit(settingsOf(kind))
      if (limit === null) expect(source.withoutLimit?.length).toBeGreaterThan(20)
      else expect(Number.isFinite(limit.value)).toBe(true)
    },
  )

  it.each(capacitySources.flatMap((source) => source.keys?.map((key) => [source.kind, key] as const) ?? []))(
    '%s writes the series %s',
    (kind, key) => {
      const definition = findCheckKind(kind)
      const judged = definition?.judge(
        definition.examples.passing,
        settingsOf(kind),
        new Date('2026-11-23T10:00:00Z'),
      )
      const keys = [
        ...(judged?.samples ?? []).map((sample) => sample.key),
        ...(judged?.value === null ? [] : ['value']),
      ]
      expect(keys).toContain(key)
    },
  )

  it.each(capacitySources.filter(({ keys }) => keys === null).map(({ kind }) => kind))(
    '%s writes one series for each resource',
    (kind) => {
      const definition = findCheckKind(kind)
      const judged = definition?.judge(
        definition.examples.passing,
        settingsOf(kind),
        new Date('2026-11-23T10:00:00Z'),
      )
      expect(judged?.samples?.length).toBeGreaterThan(0)
    },
  )

  it('cover every measure that is offered as a filter', () => {
    const covered = new Set(capacitySources.map(({ measure }) => measure))
    expect(capacityMeasures.filter((measure) => measure !== 'other' && !covered.has(measure))).toEqual([])
  })

  it.each([
    ['host.disk_free', { failPercent: 80 }, 80],
    ['host.inodes', { failPercent: 3 }, 3],
    ['host.memory', { failAvailablePercent: 10 }, 90],
    ['pg.wraparound', { failAge: 700_000_000 }, 700_000_000],
    ['pg.db_size_growth', { capacityBytes: 5e11 }, 5e11],
    ['pg.db_size_growth', {}, null],
    ['pg.largest_tables', {}, 35_184_372_080_640],
    ['pg.largest_tables', { tableBytes: 1e12 }, 1e12],
    ['bk.size', {}, 100],
    ['tls.expiry', {}, 0],
  ])('%s with %j ends at %s', (kind, config, value) => {
    expect(capacitySource(kind)?.limit(settingsOf(kind, config))?.value ?? null).toBe(value)
  })

  it('knows nothing of other kinds', () => {
    expect(capacitySource('http.status')).toBeUndefined()
  })
})
