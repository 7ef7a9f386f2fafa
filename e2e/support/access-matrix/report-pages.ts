import { everybody, ids, type PageRule, type RouteRule, signedIn } from './rules'

const at = 'app/(dashboard)/reports'

/** Pages of reports, by their file. */
export const reportPages: Readonly<Record<string, PageRule>> = {
  [`${at}/page.tsx`]: { path: () => '/reports', open: signedIn },
  [`${at}/[key]/page.tsx`]: {
    path: () => '/reports/2026-W47',
    open: signedIn,
    missing: [...ids('/reports/'), '/reports/2019-W01', '/reports/2026-W99', '/reports/2026-W4'],
  },
  [`${at}/[key]/share/page.tsx`]: {
    path: ({ reports: [, newer] }) => `/reports/${newer}/share`,
    open: signedIn,
    missing: ids('/reports/', '/share'),
  },
  [`${at}/[key]/check/page.tsx`]: {
    path: ({ reports: [, newer] }) => `/reports/${newer}/check`,
    open: signedIn,
    missing: ids('/reports/', '/check'),
  },
  [`${at}/compare/page.tsx`]: {
    path: ({ reports: [older, newer] }) => `/reports/compare?a=${older}&b=${newer}`,
    open: signedIn,
    missing: ids('/reports/compare?a=', `&b=${'019a0000-0000-7000-8000-00000000dead'}`).slice(0, 1),
  },
  [`${at}/requests/[id]/page.tsx`]: {
    path: ({ reportRequestId }) => `/reports/requests/${reportRequestId}`,
    open: signedIn,
    missing: ids('/reports/requests/'),
  },
  'app/(links)/links/reports/[token]/page.tsx': {
    path: ({ reportShare }) => `/links/reports/${reportShare.token}`,
    open: everybody,
    missing: ids('/links/reports/'),
  },
}

/** A stored report as a file. */
export const reportRoutes: Readonly<Record<string, RouteRule>> = {
  'app/api/reports/[id]/file/route.ts GET': {
    path: ({ reports: [, newer] }) => `/api/reports/${newer}/file?format=pdf`,
    open: signedIn,
    missing: ids('/api/reports/', '/file'),
  },
}
