import Taro from '@tarojs/taro'
import type { FileStore } from '../outbox/types'
import { StorageFull } from '../storage-full'

/** WeChat keeps saved files (200 MB a person) until they are removed. */
function folder(): string {
  return `${Taro.env.USER_DATA_PATH}/outbox`
}

function pathOf(name: string): string {
  return `${folder()}/${name}`
}

function run<Result>(
  start: (callbacks: {
    success: (result: Result) => void
    fail: (error: { errMsg: string }) => void
  }) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    start({ success: resolve, fail: (error) => reject(new Error(error.errMsg)) })
  })
}

async function isThere(path: string): Promise<boolean> {
  try {
    await run((callbacks) => Taro.getFileSystemManager().access({ path, ...callbacks }))
    return true
  } catch {
    return false
  }
}

export const fileStore: FileStore = {
  async keep(name, body) {
    const manager = Taro.getFileSystemManager()
    try {
      if (!(await isThere(folder()))) {
        await run((callbacks) =>
          manager.mkdir({ dirPath: folder(), recursive: true, ...callbacks }),
        )
      }
      await run((callbacks) =>
        manager.copyFile({ srcPath: String(body), destPath: pathOf(name), ...callbacks }),
      )
      return { name, bytes: 0 }
    } catch {
      throw new StorageFull()
    }
  },

  async open(file) {
    const path = pathOf(file.name)
    return (await isThere(path)) ? path : null
  },

  async drop(file) {
    const path = pathOf(file.name)
    if (await isThere(path)) {
      await run((callbacks) => Taro.getFileSystemManager().unlink({ filePath: path, ...callbacks }))
    }
  },

  async names() {
    if (!(await isThere(folder()))) return []
    const result = await run<{ files: string[] }>((callbacks) =>
      Taro.getFileSystemManager().readdir({ dirPath: folder(), ...callbacks }),
    )
    return result.files
  },
}
