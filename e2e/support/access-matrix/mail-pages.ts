import { admins, everybody, ids, type PageRule, type RouteRule, signedIn } from './rules'

/** Pages of mail and of subscriptions, by their file. */
export const mailPages: Readonly<Record<string, PageRule>> = {
  'app/(dashboard)/admin/mail/page.tsx': { path: () => '/admin/mail', open: admins, isLiving: true },
  'app/(dashboard)/reports/settings/page.tsx': { path: () => '/reports/settings', open: signedIn },
  'app/(auth)/unsubscribe/[token]/page.tsx': {
    path: (world) => `/unsubscribe/${world.unsubscribeToken}`,
    open: everybody,
    missing: ids('/unsubscribe/'),
  },
}

/** The address that mail programs post to; e2e/mail.spec.ts tries it. */
export const mailRoutes: Readonly<Record<string, RouteRule>> = {
  'app/api/unsubscribe/[token]/route.ts GET': {
    path: (world) => `/api/unsubscribe/${world.unsubscribeToken}`,
    open: everybody,
    special: true,
  },
  'app/api/unsubscribe/[token]/route.ts POST': {
    path: (world) => `/api/unsubscribe/${world.unsubscribeToken}`,
    open: everybody,
    special: true,
  },
}
