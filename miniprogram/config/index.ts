import { createRequire } from 'node:module'
import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import { fileOf } from './audiences'
import { OfflineShell } from './offline/plugin'

const root = path.resolve(__dirname, '..')
const src = path.join(root, 'src')
const contract = path.resolve(root, '..', 'cloud', 'contract')
/** The kit page (every component on one screen) is for development and never ships. */
const isKit = process.env.MINGGE_KIT === '1'
const target = process.env.TARO_ENV ?? 'h5'

const { resolve } = createRequire(path.join(root, 'package.json'))
const packageFolder = (name: string) => path.dirname(resolve(`${name}/package.json`))

/**
 * The workspace root holds another React for its own tools. Everything bundled here must see one
 * React 18, wherever npm put the importing package.
 */
const oneReact = {
  react: packageFolder('react'),
  // on weapp Taro puts its own renderer in the place of react-dom
  ...(target === 'h5' ? { 'react-dom': packageFolder('react-dom') } : {}),
  '@tarojs/react': packageFolder('@tarojs/react'),
  '@tarojs/plugin-framework-react': packageFolder('@tarojs/plugin-framework-react'),
}

/**
 * node_modules is not transpiled by default, and these ship ES2022 (private fields): old iOS cannot
 * parse it, and Taro's H5 terser options even turn `#x` into `#"x"`, a syntax error in a green build.
 */
const modern = (file: string) => /node_modules[\\/](@tanstack|zod|zustand)[\\/]/.test(file)
const shared = (file: string) => file.startsWith(contract + path.sep)

const cssModules = {
  enable: true,
  config: { namingPattern: 'module', generateScopedName: '[name]__[local]___[hash:base64:5]' },
}

export default defineConfig<'webpack5'>(async () => ({
  projectName: 'mingge',
  date: '2026-1-1',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${target}${isKit ? '-kit' : ''}`,
  plugins: [],
  // WeChat's map takes its marks as files of the package
  copy: {
    patterns:
      target === 'weapp'
        ? [{ from: 'src/static/map/', to: `dist/weapp${isKit ? '-kit' : ''}/static/map/` }]
        : [],
    options: {},
  },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  alias: { '@': src, '@contract': contract, ...oneReact },
  sass: { data: `@use "${path.join(src, 'styles', 'tokens')}" as *;` },
  defineConstants: {
    API_ORIGIN: JSON.stringify(
      process.env.MINGGE_API_ORIGIN ?? (target === 'h5' ? '' : 'http://127.0.0.1:3000'),
    ),
  },
  terser: {
    enable: true,
    // Taro keeps every function's name and quotes every key, which costs a tenth and gains nothing
    config: {
      keep_fnames: false,
      output: { comments: false, keep_quoted_props: false, quote_keys: false },
    },
  },
  mini: {
    // keep what only subpackages use (ECharts) out of the 2 MB main package
    optimizeMainPackage: { enable: true },
    compile: { include: [modern, shared] },
    webpackChain(chain, webpack) {
      // WeChat's logic layer has no AbortController, and TanStack Query makes one per fetch
      chain
        .plugin('abort')
        .use(webpack.ProvidePlugin, [
          { AbortController: [path.join(src, 'polyfill', 'abort'), 'AbortController'] },
        ])
    },
    // modules do not override each other (what is overridden stands in app.scss), so any order is right
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: { cssModules },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    compile: { include: [modern, shared] },
    router: { mode: 'browser' },
    // plain HTML elements instead of web components: lighter, and a mouse works as on any page
    useHtmlComponents: true,
    output: {
      filename: 'js/[name].[hash:8].js',
      chunkFilename: 'js/[name].[chunkhash:8].js',
    },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    webpackChain(chain) {
      chain.plugin('offline').use(OfflineShell)
      chain.optimization.merge({
        splitChunks: {
          maxAsyncRequests: 16,
          cacheGroups: {
            // of others, what more than one page needs
            libraries: {
              test: /[\\/]node_modules[\\/]/,
              chunks: 'async',
              minChunks: 2,
              minSize: 1000,
              name: fileOf,
              priority: 5,
            },
            audience: {
              test: /[\\/](src|contract)[\\/]/,
              name: fileOf,
              chunks: 'async',
              minChunks: 2,
              enforce: true,
              priority: 10,
            },
            echarts: {
              test: /node_modules[\\/](echarts|zrender)[\\/]/,
              name: 'echarts',
              chunks: 'async',
              priority: 50,
              reuseExistingChunk: true,
            },
          },
        },
      })
    },
    postcss: {
      // html font-size follows the window width up to 22px, so a PC window does not blow the page up
      pxtransform: { enable: true, config: { baseFontSize: 20, minRootSize: 16, maxRootSize: 22 } },
      autoprefixer: { enable: true, config: {} },
      cssModules,
    },
  },
}))
