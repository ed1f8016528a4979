import type { InputOf, OutputOf } from '../../contract/define'
import type * as residents from '../../contract/residents'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { FileAnswer } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { renderCardSheet, renderQrPng } from '../../platform/qr'
import type { AreasService } from '../areas/areas.service'
import { residentsPolicy } from './residents.policy'
import { presentCard } from './residents.present'
import type { ResidentsStore } from './residents.store'

export interface ResidentsParts {
  store: ResidentsStore
  areas: AreasService
  publicUrl: string
}

const mostCards = 2_000

export type ResidentsService = ReturnType<typeof createResidentsService>

export function createResidentsService({ store, areas, publicUrl }: ResidentsParts) {
  const addressOf = (gridCode: string) => `${publicUrl}/g/${gridCode}`

  return {
    async gridCard(code: string, nowMs: number): Promise<OutputOf<typeof residents.gridCard>> {
      const directory = await areas.directory()
      const grid = directory.grid(code)
      const row = grid ? await store.outlineOf(code) : null
      if (!grid || !row) throw new Refusal('notFound')
      const codes = [code, grid.villageCode]
      const roles = ['worker', 'gridHead', 'villageHead'] as const
      const [people, demo] = await Promise.all([
        store.peopleAt(codes, roles, shanghaiDay(nowMs)),
        store.isDemo(),
      ])
      const countyName = directory.areaName(code.slice(0, 6))
      const officePhone =
        directory.area(grid.villageCode)?.officePhone ??
        directory.area(grid.townshipCode)?.officePhone ??
        null
      return presentCard({ grid, row, people, countyName, officePhone, demo })
    },

    async gridQr(
      { code, size }: InputOf<typeof residents.gridQr>,
      actor: Actor,
    ): Promise<FileAnswer> {
      const grid = (await areas.directory()).grid(code)
      if (!grid || !residentsPolicy.mayPrint(actor, code)) throw new Refusal('notFound')
      const bytes = await renderQrPng(addressOf(code), { sizePixels: size ?? 600 })
      return { bytes, contentType: 'image/png', fileName: `${grid.name}二维码.png` }
    },

    async cardSheet(areaCode: string, actor: Actor, nowMs: number): Promise<FileAnswer> {
      const scopes = visibleScopes(actor, residentsPolicy.printers, areaCode)
      const directory = await areas.directory()
      const grids = scopes.flatMap((scope) => directory.gridsUnder(scope))
      if (grids.length === 0) throw new Refusal('notFound')
      if (grids.length > mostCards) {
        throw new Refusal('badInput', { message: `一次最多打印 ${mostCards} 张，请按乡镇打印` })
      }
      const people = await store.peopleAt(
        grids.map((grid) => grid.code),
        ['worker'],
        shanghaiDay(nowMs),
      )
      const cards = grids.map((grid) => {
        const worker = people.find((person) => person.scopeCode === grid.code)
        return {
          url: addressOf(grid.code),
          gridName: grid.name,
          townshipName: grid.townshipName,
          workerName: worker?.name ?? '',
          workPhone: worker?.workPhone ?? '',
        }
      })
      return {
        bytes: Buffer.from(await renderCardSheet(cards)),
        contentType: 'text/html; charset=utf-8',
      }
    },
  }
}
