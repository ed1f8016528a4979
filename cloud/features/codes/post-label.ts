import { roleLabel } from '../../contract/permissions'
import { workerKindLabel } from '../../contract/primitives'
import type { PostedPerson } from './codes.store'

/** A worker's post by its kind, anybody else's by the role. */
export const postLabel = ({ role, workerKind }: PostedPerson): string =>
  workerKind ? workerKindLabel[workerKind] : roleLabel[role]
