/** A pack's YAML file as text: Vite's own suffix, which esbuild takes with the loader for .yaml. */
declare module '*.yaml?raw' {
  const text: string
  export default text
}
