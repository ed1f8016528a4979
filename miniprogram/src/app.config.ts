const isWeapp = process.env.TARO_ENV === 'weapp'
/** The page that shows every component: for development only. */
const kitPages = process.env.MINGGE_KIT === '1' ? ['pages/kit/index'] : []

const tab = (page: string, text: string, icon: string) => ({
  pagePath: `pages/${page}/index`,
  text,
  iconPath: `static/tab/${icon}.png`,
  selectedIconPath: `static/tab/${icon}-on.png`,
})

// WeChat draws the tab bar itself; in a browser components/tab-bar does, at a fraction of the weight
const tabBar = {
  color: '#505b58',
  selectedColor: '#0e5a55',
  backgroundColor: '#fffdf9',
  borderStyle: 'black' as const,
  list: [
    tab('today', '今日', 'today'),
    tab('report', '上报', 'report'),
    tab('my-pay', '我的绩效', 'pay'),
    tab('me', '我的', 'me'),
  ],
}

/** A page that WeChat loads beside the main package; its address stays what it is. */
const apart = (page: string) => ({ root: `pages/${page}`, pages: ['index'] })
const rootsOf = (packages: readonly { root: string }[]) => packages.map(({ root }) => root)

/** Opened from a grid's card, or by a link that somebody was sent. */
const residentPackages = [
  'raise',
  'follow',
  'support',
  'opinion',
  'survey',
  'public-loop',
  'badge',
].map(apart)

/** A worker's own, looked up at leisure; what he needs in the field is in the main package. */
const ownPackages = [
  'my-cases',
  'my-payments',
  'my-map',
  'my-badge',
  'my-opinions',
  'card-register',
  'personal-file',
].map(apart)

export default defineAppConfig({
  pages: [
    'pages/start/index',
    'pages/today/index',
    'pages/report/index',
    'pages/my-pay/index',
    'pages/me/index',
    'pages/sign-in/index',
    'pages/new-password/index',
    'pages/outbox/index',
    'pages/inbox/index',
    'pages/matters/index',
    'pages/matter/index',
    'pages/matter-raise/index',
    'pages/check-ins/index',
    'pages/my-reports/index',
    'pages/report-drafts/index',
    'pages/report-detail/index',
    'pages/statement/index',
    'pages/card/index',
    'pages/leave/index',
    'pages/equipment/index',
    'pages/training/index',
    ...kitPages,
  ],
  subPackages: [
    ...residentPackages,
    ...ownPackages,
    {
      root: 'office',
      pages: [
        'pages/home/index',
        'pages/me/index',
        'pages/inbox/index',
        'pages/matters/index',
        'pages/matter/index',
        'pages/judge/index',
        'pages/corrections/index',
        'pages/leave/index',
        'pages/equipment/index',
        'pages/training/index',
        'pages/file-corrections/index',
        'pages/scoreboard/index',
        'pages/loop/index',
        'pages/map/index',
        'pages/worker/index',
        'pages/closing/index',
        'pages/payroll/index',
        'pages/payroll/table/index',
        'pages/payroll/batch/index',
        'pages/assessment/index',
        'pages/discipline/index',
        'pages/discipline/case/index',
        'pages/people/index',
        'pages/cards/index',
        'pages/import/index',
        'pages/regulation/index',
        'pages/regulation-change/index',
        'pages/regulation-simulation/index',
        'pages/official-text/index',
        'pages/opinions/index',
        'pages/audit/index',
        'pages/integration/index',
        'pages/routing/index',
      ],
    },
  ],
  // fetched while the first page is read, so that they open without a network later on
  preloadRule: {
    'pages/card/index': { network: 'all' as const, packages: rootsOf(residentPackages) },
    'pages/today/index': { network: 'all' as const, packages: rootsOf(ownPackages) },
  },
  ...(isWeapp ? { tabBar } : {}),
  window: {
    backgroundTextStyle: 'dark',
    backgroundColor: '#f6f3ec',
    navigationBarBackgroundColor: '#f6f3ec',
    navigationBarTitleText: '明格',
    navigationBarTextStyle: 'black',
    // a browser's pages carry their own head
    ...(isWeapp ? {} : { navigationStyle: 'custom' as const }),
  },
  lazyCodeLoading: 'requiredComponents',
  networkTimeout: { request: 15_000, uploadFile: 60_000 },
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '签到和上报时记录您所在的位置' } },
  ...{ __usePrivacyCheck__: true },
})
