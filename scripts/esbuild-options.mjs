/**
 * How everything of the service is bundled. The packages stay outside: they are installed, and
 * native ones cannot be bundled. A regulation's YAML files go into the bundle as text (imported as
 * './parameters.yaml?raw', which the tests' Vite reads the same way), so that nothing is looked
 * for at run time.
 */
export const serviceBundle = {
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  // from 20.10 on Node imports JSON by 'with', which an older target would leave out
  target: 'node20.10',
  sourcemap: true,
  loader: { '.yaml': 'text' },
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
}
