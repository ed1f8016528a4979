import type { Middleware } from 'koa'
import type { Route } from '../../http/serve'
import type { Clock } from '../../platform/clock'
import type { KeyRing } from '../../platform/crypto'
import type { Database } from '../../platform/database'
import type { Logger } from '../../platform/log'
import type { AreasService } from '../areas/areas.service'
import type { MattersService } from '../matters/matters.service'
import type { StaffService } from '../staff/staff.service'
import type { UnitsService } from '../units/units.service'
import { createApiKeysService } from './api-keys.service'
import { createGridFinder } from './find-grid'
import { georeport } from './georeport.http'
import { createKeepPhotos, type KeepPhotosParts } from './keep-photos'
import { open311Routes } from './open311.routes'
import { createOpen311Service, type Open311Parts } from './open311.service'
import { createOpen311Store } from './open311.store'

export interface Open311SideParts {
  database: Database
  clock: Clock
  log: Logger
  personalKeys: KeyRing
  publicUrl: string
  areas: AreasService
  units: Pick<UnitsService, 'directory'>
  staff: Pick<StaffService, 'names'>
  matters: Pick<MattersService, 'raise'>
  photos: KeepPhotosParts['photos']
  flagged: Open311Parts['flagged']
}

export interface Open311Side {
  routes: Route[]
  /** GeoReport v2, beside the contract. */
  middleware: Middleware
}

export function createOpen311Side(parts: Open311SideParts): Open311Side {
  const { database, clock, log, personalKeys, publicUrl, areas, units, staff, matters } = parts
  const store = createOpen311Store(database)
  const keys = createApiKeysService({ store, staff, personalKeys })
  const service = createOpen311Service({
    store,
    keys,
    areas,
    units,
    grids: createGridFinder(areas, clock),
    raise: matters.raise,
    keepPhotos: createKeepPhotos({ store, photos: parts.photos }),
    flagged: parts.flagged,
    publicUrl,
  })
  return { routes: open311Routes(keys), middleware: georeport({ service, clock, log }) }
}
