import { type ActionRule, admins, maintainers, managers } from './rules'

const at = 'app/(dashboard)/reports/actions.ts'

/** Server Actions of reports. */
export const reportActions: Readonly<Record<string, ActionRule>> = {
  [`${at} requestReportAction`]: {
    page: () => '/reports',
    fields: () => ({ team: '', firstDay: '2026-11-02', lastDay: '2026-11-08', zone: 'UTC' }),
    open: maintainers,
    outcome: '/reports/requests/',
  },
  [`${at} changeReportSettingsAction`]: {
    page: () => '/reports/settings',
    fields: () => ({ zone: 'UTC' }),
    open: admins,
    outcome: 'done',
  },
  [`${at} shareReportAction`]: {
    page: ({ reports: [, newer] }) => `/reports/${newer}/share`,
    fields: ({ reports: [, newer] }) => ({ reportId: newer, days: '7', note: 'for a test' }),
    open: managers,
    outcome: 'done',
  },
  [`${at} revokeShareAction`]: {
    page: ({ reports: [, newer] }) => `/reports/${newer}/share`,
    fields: ({ reportShare }) => ({ shareId: reportShare.id }),
    open: managers,
    outcome: 'done',
    repeated: 'not-found',
  },
}
