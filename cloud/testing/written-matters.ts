import type { MatterCircle, MatterMove, MatterState } from '../contract/matter-taxonomy'
import type { Prisma } from '../platform/database'
import { idBytes, newId } from '../platform/ids'
import type { TestService } from './test-service'

type MatterData = Prisma.MatterCreateInput
type Kept = 'classCode' | 'circle' | 'gridCode' | 'matterState'
type TaskData = Omit<Prisma.MatterTaskCreateInput, 'matterId' | 'number' | Kept>

export interface Written
  extends Partial<Omit<MatterData, 'id' | 'gridCode' | 'townshipCode' | 'receivedAt'>> {
  gridCode: string
  receivedAtMs: number
  circle?: MatterCircle
  state?: MatterState
  tasks?: TaskData[]
}

let serial = 0

/** A matter as the database would hold it, without the moves that led there; its event is of now. */
export async function writeMatter(service: TestService, written: Written): Promise<string> {
  serial += 1
  const { receivedAtMs, tasks = [], ...given } = written
  const id = newId()
  const { prisma } = service.parts.database
  const at = new Date(receivedAtMs)
  await prisma.matter.create({
    data: {
      id: idBytes(id),
      receiptNumber: `T${String(serial).padStart(8, '0')}`,
      source: 'report',
      classCode: 'facility',
      level: 'ordinary',
      objectType: 'component',
      circle: 'open',
      text: `路灯不亮${serial}`,
      textFingerprint: 0n,
      townshipCode: written.gridCode.slice(0, 9),
      raisedAt: at,
      receivedAt: at,
      state: 'raised',
      isOpen: true,
      holderCode: written.gridCode,
      eventNumber: 1,
      ...given,
    },
  })
  await prisma.matterTask.createMany({
    data: tasks.map((task, index) => ({
      ...task,
      matterId: idBytes(id),
      number: index + 1,
      classCode: given.classCode ?? 'facility',
      circle: given.circle ?? 'open',
      gridCode: given.gridCode,
      matterState: given.state ?? 'raised',
    })),
  })
  await happen(service, id, 'raise', written.state ?? 'raised')
  return id
}

/** Something that happened to it just now. */
export async function happen(
  service: TestService,
  matterId: string,
  move: MatterMove,
  toState: MatterState,
): Promise<void> {
  const { prisma } = service.parts.database
  const number = 1 + (await prisma.matterEvent.count({ where: { matterId: idBytes(matterId) } }))
  await prisma.matterEvent.create({
    data: {
      id: idBytes(newId()),
      matterId: idBytes(matterId),
      number,
      move,
      toState,
      at: new Date(service.clock.nowMs()),
      actorKind: 'staff',
      isPublic: true,
      contentHash: new Uint8Array(32),
    },
  })
}
