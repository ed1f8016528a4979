import { equipment, personalFiles, training } from '../contract'
import { newId } from '../platform/ids'
import { testAreas, type TestPerson } from './test-county'
import type { TestService } from './test-service'

export interface LivedInFiles {
  fileCorrectionId: string
  equipmentId: string
  studyItemId: string
}

/** Something asked for in the subject's file, something given out to him, something to study. */
export async function liveFiles(
  service: TestService,
  { subject, office }: { subject: TestPerson; office: TestPerson },
): Promise<LivedInFiles> {
  const [fileCorrectionId, equipmentId, studyItemId] = [newId(), newId(), newId()]
  const answers = [
    await service.call(
      personalFiles.askCorrection,
      { field: 'name', text: '名字里的字写错了' },
      { token: subject.token, commandId: fileCorrectionId },
    ),
    await service.call(
      equipment.issue,
      {
        accountId: subject.accountId,
        name: '反光背心',
        quantity: 1,
        issuedOn: '2026-06-01',
      },
      { token: office.token, commandId: equipmentId },
    ),
    await service.call(
      training.publish,
      { areaCode: testAreas.township, title: '防火常识', text: '见火不灭', minutes: 30 },
      { token: office.token, commandId: studyItemId },
    ),
  ]
  const refused = answers.find((answer) => answer.status !== 200)
  if (refused) throw new Error(JSON.stringify(refused.error))
  return { fileCorrectionId, equipmentId, studyItemId }
}
