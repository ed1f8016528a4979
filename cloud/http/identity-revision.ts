import type { Transaction } from '../platform/database'

/**
 * Raised in the transaction of whatever changes who somebody is or what he may: an ended session,
 * a new or ended post, a deactivation, a granted leave in which he stands in. What is remembered of
 * callers holds as long as it stands.
 */
export async function identityChanged(tx: Pick<Transaction, '$executeRaw'>): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO identity_revision (id, revision) VALUES (1, 1)
    ON DUPLICATE KEY UPDATE revision = revision + 1`
}

export const revisionSql = 'SELECT revision FROM identity_revision'

/**
 * A statement that fails when the revision is another by now, so that what follows it in the same
 * text is not done. A SELECT: DO would only warn.
 */
export function standsSql(revision: string): string {
  if (!/^\d{1,20}$/.test(revision)) throw new Error(`not a revision: ${revision}`)
  return `SELECT IF(revision = ${revision}, 1, (SELECT 1 UNION SELECT 2)) FROM identity_revision`
}

const subqueryHasManyRows = 1242

/** Whether a text failed at `standsSql`. */
export function hasMovedOn(error: unknown): boolean {
  return (error as { errno?: number } | null)?.errno === subqueryHasManyRows
}

/** What was asked by a remembered caller has not been done: who he is must be looked up first. */
export class CallerUncertain extends Error {}
