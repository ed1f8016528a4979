import path from 'node:path'
import { build } from 'esbuild'

const client = path.join(import.meta.dirname, '..', '..')

/** One of the harness files as a script for a browser, with the modules that the H5 build would take. */
export async function bundleHarness(name: string): Promise<string> {
  const result = await build({
    entryPoints: [path.join(import.meta.dirname, `${name}.ts`)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'chrome100',
    resolveExtensions: ['.h5.tsx', '.h5.ts', '.tsx', '.ts', '.js'],
    alias: {
      '@': path.join(client, 'src'),
      '@contract': path.join(client, '..', 'cloud', 'contract'),
    },
    define: {
      API_ORIGIN: '""',
      'process.env.TARO_ENV': '"h5"',
      'process.env.NODE_ENV': '"production"',
    },
    loader: { '.scss': 'empty' },
  })
  return result.outputFiles[0]?.text ?? ''
}
