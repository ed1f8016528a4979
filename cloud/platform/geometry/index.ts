export {
  type CheckInPoint,
  type FenceJudgement,
  type FenceVerdict,
  judgePosition,
  type PreparedFence,
  prepareFence,
} from './fence'
export {
  isOutline,
  type Outline,
  type OutlineErrorCode,
  outlineErrors,
  type PreparedOutline,
  prepareOutline,
  type Rings,
  signedDistanceMeters,
} from './outline'
export {
  convertPosition,
  type Datum,
  datums,
  distanceMeters,
  metersPerDegree,
  type Position,
  type PositionFault,
  positionFault,
} from './position'
export {
  defaultWeakSignalLimits,
  type Fix,
  type WeakSignal,
  type WeakSignalLimits,
  weakSignalCodes,
  weakSignals,
} from './weak-signals'
