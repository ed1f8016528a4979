import { matterStateWords, speaksOfThings } from '../../contract/matter-taxonomy'
import type { ApiKeyRow } from '../../contract/open311'
import { convertPosition } from '../../platform/geometry'
import type { Directory } from '../areas/areas.service'
import type { RequestRecord } from './georeport-answer'
import { maskPersonal } from '../../platform/mask-personal'
import type { ApiKeyEntry, PublicMatterRow } from './open311.store'
import { publicClass } from './public-services'

export interface Names {
  areas: Directory
  /** How a grid, an area's office or a unit is called. */
  holder(code: string): string
}

/** To the second, in UTC: what every client can read. */
export const w3c = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** From the nearest to the widest, as the specification wants addresses. */
function areaAddress(gridCode: string, areas: Directory): string {
  const grid = areas.grid(gridCode)
  const names = [
    grid?.name ?? gridCode,
    grid?.villageName,
    grid?.townshipName,
    areas.areaName(gridCode.slice(0, 6)),
  ]
  return [...new Set(names.filter(Boolean))].join('，')
}

function placeOf(row: PublicMatterRow): Pick<RequestRecord, 'lat' | 'long'> {
  if (row.longitude === null || row.latitude === null || row.datum === null)
    return { lat: null, long: null }
  const { longitude, latitude, datum } = row
  const there = convertPosition({ longitude, latitude, datum }, 'wgs84')
  const degrees = (value: number) => Math.round(value * 1e6) / 1e6
  return { lat: degrees(there.latitude), long: degrees(there.longitude) }
}

/**
 * What anybody may see. Words and the exact place only of what was raised over Open311, where the
 * one who wrote it was told so, and only where it speaks of things; of all else class, grid and
 * how far it is. Who raised it and who works on it in person is in no field.
 */
export function presentRequest(
  row: PublicMatterRow,
  words: string | undefined,
  { areas, holder }: Names,
): RequestRecord {
  const told = row.source === 'open311' && speaksOfThings(row.classCode)
  const address = areaAddress(row.gridCode, areas)
  const place = row.placeText ? `${maskPersonal(row.placeText)}，${address}` : address
  return {
    service_request_id: row.receiptNumber,
    status: row.isOpen ? 'open' : 'closed',
    status_notes: told && words ? maskPersonal(words) : matterStateWords[row.state],
    service_name: publicClass(row.classCode)?.label ?? row.classCode,
    service_code: row.classCode,
    description: told ? maskPersonal(row.text) : null,
    agency_responsible: row.holderCode ? holder(row.holderCode) : null,
    service_notice: null,
    requested_datetime: w3c(row.receivedAtMs),
    updated_datetime: w3c(row.isOpen ? row.updatedAtMs : (row.closedAtMs ?? row.updatedAtMs)),
    expected_datetime: row.isOpen && row.dueAtMs !== null ? w3c(row.dueAtMs) : null,
    address: told ? place : address,
    address_id: row.gridCode,
    zipcode: null,
    ...(told ? placeOf(row) : { lat: null, long: null }),
    // it may show people: kept for the office, shown to nobody else
    media_url: null,
  }
}

export function presentKey(key: ApiKeyEntry, names: ReadonlyMap<string, string>): ApiKeyRow {
  return {
    id: key.id,
    name: key.name,
    contact: key.contact,
    hint: key.hint,
    createdByName: names.get(key.createdBy) ?? '',
    createdAtMs: key.createdAtMs,
    revokedAtMs: key.revokedAtMs,
    usedAtMs: key.usedAtMs,
  }
}
