/** A node of the tree that Taro hands to the view: `data.root`. */
export interface TreeNode {
  /** Given by the page (`id`). */
  uid?: string
  sid?: string
  /** Text. */
  v?: string
  cn?: TreeNode[]
  [attribute: string]: unknown
}

export type Query = Record<string, string>

export interface Callbacks {
  success?: (result: Record<string, unknown>) => void
  fail?: (result: Record<string, unknown>) => void
  complete?: (result: Record<string, unknown>) => void
}

export type WxOptions = Callbacks & Record<string, unknown>
export type WxMethod = (...given: never[]) => unknown
export type WxApi = Record<string, unknown>

export interface Answered {
  statusCode?: number
  header?: Record<string, string>
  data?: unknown
}

export interface WxRequest extends Callbacks {
  url: string
  method?: string
  header?: Record<string, string>
  data?: unknown
}

export interface PageInstance {
  route: string
  options: Query
  data: Record<string, unknown> & { root?: TreeNode }
  setData(changes: Record<string, unknown>, done?: () => void): void
  onLoad?: (query: Query) => unknown
  onShow?: () => unknown
  onReady?: () => unknown
  onHide?: () => unknown
  onUnload?: () => unknown
  /** Taro's one handler for every event. */
  eh?: (event: Record<string, unknown>) => void
  [member: string]: unknown
}

export interface SelectorOperation {
  selector: string | null
  all: boolean
  fields: Record<string, boolean>
  answer?: (result: unknown) => void
}

export interface Environment {
  /** Text of every file of the package, by path. */
  files: Readonly<Record<string, string>>
  /** Runs a CommonJS body with these names in scope. */
  run: (source: string, names: string[], values: unknown[], fileName: string) => void
  request?: (request: WxRequest) => Answered | Promise<Answered>
  /** null: the person refused. */
  location?: { latitude: number; longitude: number; accuracy: number } | null
  storage?: Map<string, unknown>
  /** The phone's own files by path, which outlive the program. */
  phoneFiles?: Map<string, string>
  /** More of `wx`, or other answers. */
  wx?: WxApi
  /** The view answers what it shows. */
  select?: (operations: SelectorOperation[]) => unknown[]
  onStack?: (stack: PageInstance[]) => void
  onRender?: (page: PageInstance) => void
}
