import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/equipment'
import type { EquipmentRow, EquipmentState } from '../../contract/equipment'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiDay, shanghaiMonth } from '../../platform/clock'
import { fieldTimeOf, lateHours } from '../../platform/field-time'
import type { AreasService } from '../areas/areas.service'
import type { NoticesService } from '../notices/notices.service'
import type { StaffService } from '../staff/staff.service'
import { equipmentPolicy } from './equipment.policy'
import type { EquipmentStore, IssueRecord } from './equipment.store'

export interface EquipmentParts {
  store: EquipmentStore
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names' | 'worker'>
  notices: Pick<NoticesService, 'insert'>
  signingKey: Uint8Array
}

type Answer<E> = Promise<OutputOf<E>>

const done = { done: true as const }

function stateOf({ confirmedAtMs, returnedAtMs }: IssueRecord): EquipmentState {
  if (returnedAtMs !== null) return 'returned'
  return confirmedAtMs === null ? 'issued' : 'held'
}

export type EquipmentService = ReturnType<typeof createEquipment>

export function createEquipment(parts: EquipmentParts) {
  const { store, areas, staff, notices, signingKey } = parts

  async function present(records: readonly IssueRecord[], actor: Actor): Promise<EquipmentRow[]> {
    const ids = records.flatMap(({ accountId, issuedBy, returnedBy }) =>
      [accountId, issuedBy, returnedBy].filter((id) => id !== null),
    )
    const [names, directory] = await Promise.all([
      staff.names([...new Set(ids)]),
      areas.directory(),
    ])
    return records.map((record) => {
      const state = stateOf(record)
      return {
        id: record.id,
        accountId: record.accountId,
        workerName: names.get(record.accountId) ?? '',
        gridName: directory.areaName(record.gridCode),
        name: record.name,
        number: record.number,
        quantity: record.quantity,
        note: record.note,
        issuedOn: record.issuedOn,
        issuedByName: names.get(record.issuedBy) ?? '',
        state,
        confirmedAtMs: record.confirmedAtMs,
        returnedAtMs: record.returnedAtMs,
        returnedByName: record.returnedBy && (names.get(record.returnedBy) ?? ''),
        returnNote: record.returnNote,
        abilities: {
          confirm: state === 'issued' && record.accountId === actor.accountId,
          takeBack: state !== 'returned' && equipmentPolicy.mayIssue(actor, record.gridCode),
        },
      }
    })
  }

  return {
    async mine(actor: Actor): Answer<typeof contract.mine> {
      return { equipment: await present(await store.of(actor.accountId), actor) }
    },

    async list(
      { state, areaCode }: InputOf<typeof contract.list>,
      actor: Actor,
    ): Answer<typeof contract.list> {
      const scopes = visibleScopes(actor, equipmentPolicy.readers, areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      return {
        equipment: await present(await store.inScopes(scopes, state), actor),
        abilities: { issue: visibleScopes(actor, equipmentPolicy.issuers).length > 0 },
      }
    },

    async issue(
      { accountId, name, number, quantity, note, issuedOn }: InputOf<typeof contract.issue>,
      { actor, tx, nowMs, commandId, audit }: CommandContext,
    ) {
      const worker = await staff.worker(accountId, shanghaiMonth(nowMs))
      if (!worker || !equipmentPolicy.mayIssue(actor, worker.gridCode))
        throw new Refusal('notFound')
      if (accountId === actor.accountId) throw new Refusal('ownCase')
      if (issuedOn > shanghaiDay(nowMs)) throw new Refusal('equipmentDayAhead')
      const { gridCode } = worker
      await store.add(tx, {
        id: commandId,
        accountId,
        gridCode,
        name,
        number: number ?? null,
        quantity,
        note: note ?? null,
        issuedOn,
        issuedBy: actor.accountId,
        issuedAtMs: nowMs,
      })
      await notices.insert(tx, [
        {
          audience: { kind: 'account', accountId },
          template: 'equipmentIssued',
          matterId: null,
          params: { name, gridCode },
          urgent: false,
          createdAtMs: nowMs,
        },
      ])
      audit('equipment.issued', commandId, gridCode, { accountId, name, number, quantity })
      return done
    },

    /**
     * Only by the one it was given to; said again it stays as it was the first time. Said without a
     * network it holds for when it was said, also when the thing went back before it arrived.
     */
    async confirm(
      { issueId, stamp }: InputOf<typeof contract.confirm>,
      { actor, tx, nowMs, audit }: CommandContext,
    ) {
      const time = fieldTimeOf(stamp, { receivedAtMs: nowMs, lateHours, signingKey })
      const record = await store.lock(tx, issueId)
      if (record?.accountId !== actor.accountId) throw new Refusal('notFound')
      if (record.confirmedAtMs !== null) return done
      if (record.returnedAtMs !== null && time.takenAtMs >= record.returnedAtMs)
        throw new Refusal('equipmentTakenBack')
      await store.confirm(tx, issueId, Math.max(time.takenAtMs, record.issuedAtMs))
      audit('equipment.confirmed', issueId, record.gridCode, { notes: time.notes })
      return done
    },

    async takeBack(
      { issueId, note }: InputOf<typeof contract.takeBack>,
      { actor, tx, nowMs, audit }: CommandContext,
    ) {
      const record = await store.lock(tx, issueId)
      if (!record || !equipmentPolicy.mayIssue(actor, record.gridCode))
        throw new Refusal('notFound')
      if (stateOf(record) === 'returned') throw new Refusal('alreadyDecided')
      await store.takeBack(tx, issueId, { by: actor.accountId, atMs: nowMs, note })
      audit('equipment.takenBack', issueId, record.gridCode, { accountId: record.accountId, note })
      return done
    },
  }
}
