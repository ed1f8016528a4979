/** The device would not keep it. Whoever catches this must not tell the person that it was saved. */
export class StorageFull extends Error {
  constructor() {
    super('手机存储空间不足，没有保存成功。请清理一些空间后再试')
    this.name = 'StorageFull'
  }
}
