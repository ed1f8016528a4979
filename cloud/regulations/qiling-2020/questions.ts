import type { Question } from '../../rules/questions'

/** What may be asked beside a month's pay, by the name that facts carry. */
export const questions: Readonly<Record<string, Question>> = {}
