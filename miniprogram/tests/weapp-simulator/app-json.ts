export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  preloadRule?: Record<string, { network: string; packages: string[] }>
  tabBar?: { list: { pagePath: string }[] }
  requiredPrivateInfos?: string[]
  permission?: Record<string, { desc: string }>
  lazyCodeLoading?: string
  [key: string]: unknown
}

/** The address of every page, those of subpackages with their root. */
export function routesOf(app: AppJson): string[] {
  const inside = (app.subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map((page) => `${root.replace(/\/$/, '')}/${page}`),
  )
  return [...app.pages, ...inside]
}
