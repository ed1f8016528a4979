export * from './field-time'
