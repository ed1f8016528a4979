declare module 'id-validator' {
  export default class IdValidator {
    isValid(idNumber: string): boolean
  }
}
