export { type DocumentKind, readDocument, type ReadDocument } from './read-document'
export { documentError, documentErrors } from './document-errors'
