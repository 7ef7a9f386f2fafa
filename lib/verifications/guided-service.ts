import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import type { AcceptForm, DifferenceFilter, GuidedForm, MigratedForm, SignForm } from './guided-schema'
import type { DifferencePage, GuidedFormView, GuidedSummary, GuidedView, SignedView } from './guided-view'

const soon = () => Promise.reject(new Problem('unavailable', 'This is being built.'))

/** Which one, under which system. */
export interface GuidedAt {
  systemId: string
  id: string
}

/** Guided verifications on one page. */
export const guidedPerPage = 25

/** The guided verifications of a system, newest first. Reading is open to everybody who signed in. */
export function listGuided(
  _viewer: Viewer,
  _systemId: string,
  _page = 1,
): Promise<{ rows: GuidedSummary[]; total: number }> {
  return soon()
}

/** One guided verification with its snapshots and comparisons. Throws not-found. */
export function getGuided(_viewer: Viewer, _at: GuidedAt): Promise<GuidedView> {
  return soon()
}

/** What the form offers. Throws not-found, forbidden. */
export function getGuidedForm(_viewer: Viewer, _systemId: string): Promise<GuidedFormView> {
  return soon()
}

/** Plans a guided verification. Throws Problem: not-found, forbidden, conflict (archived), invalid (with the line that does not fit). */
export function createGuided(_viewer: Viewer, _systemId: string, _form: GuidedForm): Promise<{ id: string }> {
  return soon()
}

/** Queues the snapshot before; again while nothing was migrated yet. Throws conflict when one is being taken, or it is too late. */
export function takeBefore(_viewer: Viewer, _at: GuidedAt): Promise<{ snapshotId: string }> {
  return soon()
}

/** Says that it was migrated, and records the migration. Throws conflict (no snapshot before), invalid (in the future). */
export function sayMigrated(
  _viewer: Viewer,
  _at: GuidedAt,
  _form: MigratedForm,
): Promise<{ migrationId: string }> {
  return soon()
}

/** Queues the snapshot after, again until it is signed; the comparison follows by itself. */
export function takeAfter(_viewer: Viewer, _at: GuidedAt): Promise<{ snapshotId: string }> {
  return soon()
}

/** Queues the comparison of the newest two snapshots again. */
export function compareAgain(_viewer: Viewer, _at: GuidedAt): Promise<{ comparisonId: string }> {
  return soon()
}

/** Accepts differences with a reason. Throws invalid when nothing of the newest comparison fits. */
export function acceptDifferences(
  _viewer: Viewer,
  _at: GuidedAt,
  _form: AcceptForm,
): Promise<{ covers: number }> {
  return soon()
}

/** Takes an acceptance back. */
export function withdrawAcceptance(_viewer: Viewer, _at: GuidedAt, _pattern: string): Promise<void> {
  return soon()
}

/** Signs what was compared. With open differences only a manager may, and the statement says why. Throws Problem. */
export function signGuided(
  _viewer: Viewer,
  _at: GuidedAt,
  _form: SignForm,
): Promise<{ signature: string; migrationId: string }> {
  return soon()
}

/** Gives up a guided verification that is not signed; its findings end. */
export function cancelGuided(_viewer: Viewer, _at: GuidedAt): Promise<void> {
  return soon()
}

/** One page of the differences of a comparison (null: the newest). */
export function listDifferences(
  _viewer: Viewer,
  _at: GuidedAt & { comparisonId: string | null },
  _filter: DifferenceFilter,
): Promise<DifferencePage> {
  return soon()
}

/** All differences of a comparison as a CSV file, in pieces. Throws not-found before the first. */
export function exportDifferences(
  _viewer: Viewer,
  _at: GuidedAt & { comparisonId: string | null },
): Promise<{ fileName: string; chunks: AsyncIterable<string> }> {
  return soon()
}

/** What was signed. Throws not-found (also when it is not signed). */
export function getSigned(_viewer: Viewer, _at: GuidedAt): Promise<SignedView> {
  return soon()
}
