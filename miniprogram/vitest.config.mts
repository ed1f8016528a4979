import path from 'node:path'
import { defineConfig } from 'vitest/config'

const here = import.meta.dirname
const folderOf = (name: string) => path.join(here, 'node_modules', name)

/** Unit tests of the client: pure code as it is, components on HTML stand-ins for Taro's. */
export default defineConfig({
  root: here,
  define: { 'process.env.TARO_ENV': JSON.stringify('h5'), API_ORIGIN: JSON.stringify('') },
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${path.join(here, 'src')}/` },
      { find: /^@contract\//, replacement: `${path.join(here, '..', 'cloud', 'contract')}/` },
      {
        find: /^@tarojs\/components$/,
        replacement: path.join(here, 'tests', 'stand-ins', 'components.tsx'),
      },
      { find: /^@tarojs\/taro$/, replacement: path.join(here, 'tests', 'stand-ins', 'taro.ts') },
      { find: /^react$/, replacement: folderOf('react') },
      { find: /^react\/(.*)$/, replacement: `${folderOf('react')}/$1` },
      { find: /^react-dom$/, replacement: folderOf('react-dom') },
      { find: /^react-dom\/(.*)$/, replacement: `${folderOf('react-dom')}/$1` },
    ],
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    server: { deps: { inline: [/@testing-library/, /zustand/, /@tanstack/] } },
  },
})
