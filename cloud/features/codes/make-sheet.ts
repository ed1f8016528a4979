import { type PrintKind, printKindLabel } from '../../contract/codes'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { FileAnswer } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { convertPosition } from '../../platform/geometry'
import { renderQrPng } from '../../platform/qr'
import type { AreasService, Directory } from '../areas/areas.service'
import type { PhotosService } from '../reports/photos.service'
import { cardNumberText, folderOf, serialText, tokenOf } from './code-token'
import { codesPolicy } from './codes.policy'
import type { CodeRow, CodesStore, PlanRow, PostedPerson, PrintedItem } from './codes.store'
import { drawBadges } from './draw-badges'
import { drawCards } from './draw-cards'
import { drawNotices } from './draw-notices'
import { drawPosters } from './draw-posters'
import { portraitImages } from './portraits'
import type { PortraitsStore } from './portraits.store'
import { postLabel } from './post-label'
import type { PrintedBadge, PrintedGrid, PrintedNotice, PrintedOn } from './printed'

export interface SheetParts {
  store: CodesStore
  areas: Pick<AreasService, 'directory'>
  portraits: PortraitsStore
  photos: Pick<PhotosService, 'openFor'>
  publicUrl: string
  signingKey: Uint8Array
}

export function addressOf({ publicUrl, signingKey }: SheetParts, code: CodeRow): string {
  return `${publicUrl}/${folderOf[code.kind]}/${tokenOf(code.kind, code.serial, signingKey)}`
}

function printedGrid(
  parts: SheetParts,
  code: CodeRow,
  directory: Directory,
  people: readonly PostedPerson[],
  portraits: ReadonlyMap<string, Buffer>,
): PrintedGrid | null {
  const grid = directory.grid(code.gridCode)
  if (!grid || grid.retired) return null
  return {
    gridCode: grid.code,
    gridName: grid.name,
    villageName: grid.villageName,
    townshipName: grid.townshipName,
    countyName: directory.areaName(grid.code.slice(0, 6)),
    address: addressOf(parts, code),
    serialText: serialText(code.serial),
    people: people.map((person) => ({
      name: person.name,
      post: postLabel(person),
      workPhone: person.workPhone,
      portrait: portraits.get(person.accountId) ?? null,
    })),
    officePhone:
      directory.area(grid.villageCode)?.officePhone ??
      directory.area(grid.townshipCode)?.officePhone ??
      null,
  }
}

function withPlan(grid: PrintedGrid, plan: PlanRow, households: number): PrintedNotice {
  const points = plan.points.map((point) => convertPosition(point, plan.datum))
  const { outline, isSynthetic } = plan
  return { ...grid, outline, isSynthetic, points, households }
}

/** The workers of these grids first, then their heads; by grid. */
async function peopleOf(
  store: CodesStore,
  gridCodes: readonly string[],
  today: string,
): Promise<Map<string, PostedPerson[]>> {
  const byGrid = new Map<string, PostedPerson[]>()
  for (const person of await store.peopleAt(gridCodes, ['worker', 'gridHead'], today)) {
    const people = byGrid.get(person.scopeCode)
    if (people) people.push(person)
    else byGrid.set(person.scopeCode, [person])
  }
  return byGrid
}

async function drawGrids(
  parts: SheetParts,
  what: Exclude<PrintKind, 'badges' | 'picture'>,
  items: readonly PrintedItem[],
  on: PrintedOn,
): Promise<Buffer> {
  const directory = await parts.areas.directory()
  const gridCodes = items.map((item) => item.code.gridCode)
  const people = await peopleOf(parts.store, gridCodes, shanghaiDay(on.nowMs))
  // on the notice alone they have a place
  const shown = what === 'notices' ? [...people.values()].flat() : []
  const portraits = await portraitImages(
    parts,
    shown.map((person) => person.accountId),
  )
  const printed = items.flatMap((item) => {
    const { code } = item
    const grid = printedGrid(parts, code, directory, people.get(code.gridCode) ?? [], portraits)
    return grid ? [{ grid, item }] : []
  })
  if (what === 'posters')
    return drawPosters(
      printed.map((one) => one.grid),
      on,
    )
  if (what === 'cards') {
    const cards = printed.flatMap(({ grid, item: { firstCard, lastCard } }) => {
      const first = firstCard ?? 1
      return Array.from({ length: (lastCard ?? first) - first + 1 }, (_, index) => ({
        ...grid,
        numberText: cardNumberText(grid.gridCode, first + index),
      }))
    })
    return drawCards(cards, on)
  }
  const plans = await parts.store.plansOf(gridCodes)
  const notices = printed.flatMap(({ grid }) => {
    const plan = plans.get(grid.gridCode)
    const households = directory.grid(grid.gridCode)?.households ?? 0
    return plan ? [withPlan(grid, plan, households)] : []
  })
  return drawNotices(notices, on)
}

async function drawWorkers(
  parts: SheetParts,
  items: readonly PrintedItem[],
  on: PrintedOn,
): Promise<Buffer> {
  const directory = await parts.areas.directory()
  const scopes = [...new Set(items.map((item) => item.code.gridCode.slice(0, 9)))]
  const posts = await parts.store.peopleAt(scopes, ['worker'], shanghaiDay(on.nowMs), true)
  const portraits = await portraitImages(
    parts,
    items.flatMap(({ code }) => code.accountId ?? []),
  )
  const badges = items.flatMap(({ code }): PrintedBadge[] => {
    const held = posts.filter((post) => post.accountId === code.accountId)
    const [first] = held
    if (!first) return []
    return [
      {
        name: first.name,
        post: postLabel(first),
        gridNames: held.map((post) => directory.areaName(post.scopeCode)),
        townshipName: directory.areaName(first.scopeCode.slice(0, 9)),
        countyName: directory.areaName(first.scopeCode.slice(0, 6)),
        address: addressOf(parts, code),
        serialText: serialText(code.serial),
        portrait: portraits.get(first.accountId) ?? null,
      },
    ]
  })
  if (badges.length === 0) throw new Refusal('nothingToPrint', { message: '没有在岗的网格员' })
  return drawBadges(badges, on)
}

/** The sheet of a print, with who is responsible today; codes ended since are left out. */
export async function makeSheet(
  parts: SheetParts,
  printId: string,
  actor: Actor,
  nowMs: number,
): Promise<FileAnswer> {
  const print = await parts.store.print(printId)
  const mine = print?.items.filter(({ code }) => codesPolicy.mayPrint(actor, code.gridCode)) ?? []
  if (!print || mine.length === 0) throw new Refusal('notFound')
  const items = mine.filter(({ code }) => !code.revoked)
  const [first] = items
  if (!first) throw new Refusal('codeRevoked', { message: '请重新印制，会发新的码' })
  if (print.what === 'picture') return qrPicture(parts, first.code, 600)
  const place = (await parts.areas.directory()).areaName(print.placeCode)
  const title = `${place} ${printKindLabel[print.what]}`
  const on = { title, day: shanghaiDay(print.atMs), nowMs }
  const bytes =
    print.what === 'badges'
      ? await drawWorkers(parts, items, on)
      : await drawGrids(parts, print.what, items, on)
  return { bytes, contentType: 'application/pdf' }
}

export async function qrPicture(
  parts: SheetParts,
  code: CodeRow,
  sizePixels: number,
): Promise<FileAnswer> {
  const bytes = await renderQrPng(addressOf(parts, code), { sizePixels })
  return { bytes, contentType: 'image/png', fileName: `二维码_${serialText(code.serial)}.png` }
}
