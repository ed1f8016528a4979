import { z } from 'zod'
import type { Answer, ArticleRef, Figure, Proposal, VerdictReason } from '../contract/trace'
import { type Evaluation, evaluation } from './facts-reader'
import type { Law } from './law'
import { factCountyValue, factDay, type MonthFacts } from './month-facts'
import { monthOf } from './months'

/** What a rule says to a question, before it is signed with the pack's name and version. */
export interface Told {
  outcome: string
  sentence: string
  articles: ArticleRef[]
  figures?: (Figure | null)[]
  reasons?: VerdictReason[]
  proposals?: Proposal[]
}

/** What every question carries beside its own facts; `on` is the day by whose law it is answered. */
export const lawFacts = {
  on: factDay,
  /** First day in force, where the text names none. */
  countyStartsOn: factDay.optional(),
  /** Values that the county set, of any date. */
  countyValues: z.array(factCountyValue).max(1_000).optional(),
  /** Parameters switched for this answer, by name. */
  readings: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]))
    .optional(),
}

export interface LawFacts {
  countyStartsOn?: string | undefined
  countyValues?: MonthFacts['countyValues']
  readings?: MonthFacts['readings']
}

/** Where a pack's questions get their law and their version from. */
export interface QuestionFrame {
  regulation: string
  lawIn(month: string, facts: LawFacts): Law
  version(): string
}

/** A question by its own facts and the rule that answers it. */
export interface Question {
  asked(frame: QuestionFrame, name: string): Evaluation
}

export function question<S extends z.ZodRawShape>(
  fields: S,
  tell: (law: Law, facts: z.infer<z.ZodObject<S>> & { on: string }) => Told,
): Question {
  return {
    asked(frame, name) {
      const schema = z.strictObject({
        regulation: z.literal(frame.regulation),
        question: z.literal(name),
        ...lawFacts,
        ...fields,
      })
      return evaluation(schema, (value): Answer => {
        const facts = value as typeof value & LawFacts & { on: string }
        const law = frame.lawIn(monthOf(facts.on), facts)
        return answerOf(frame, name, tell(law, facts as z.infer<z.ZodObject<S>> & { on: string }))
      })
    },
  }
}

function answerOf(frame: QuestionFrame, name: string, told: Told): Answer {
  const { outcome, sentence, articles, figures = [], reasons = [], proposals = [] } = told
  return {
    regulation: frame.regulation,
    packVersion: frame.version(),
    question: name,
    outcome,
    sentence,
    figures: figures.filter((one) => one !== null),
    reasons,
    proposals,
    articles,
  }
}
