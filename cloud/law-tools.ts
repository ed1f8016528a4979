/** What scripts/law-*.mjs run, bundled by them: the check, the book and the coverage of all packs. */
export { checkPack } from './law/check'
export { checkNumbers } from './law/number-literals'
export { complaintText } from './law/pack-source'
export { regulations } from './regulations'
