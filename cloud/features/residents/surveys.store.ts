import { type Database, isDuplicate, Prisma } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { SurveyCount } from './survey-rates'

export type SurveyAnswerRow = Prisma.SurveyAnswerCreateManyInput
export type SurveysStore = ReturnType<typeof createSurveysStore>

export function createSurveysStore({ prisma }: Database) {
  return {
    async find(answerId: string): Promise<{ id: string; contentHash: Uint8Array } | null> {
      const row = await prisma.surveyAnswer.findUnique({
        where: { id: idBytes(answerId) },
        select: { id: true, contentHash: true },
      })
      return row && { id: idText(row.id), contentHash: row.contentHash }
    },

    /** False: this id, or this phone's answer of the quarter, is there already. */
    async insert(row: SurveyAnswerRow): Promise<boolean> {
      try {
        await prisma.surveyAnswer.createMany({ data: [row] })
        return true
      } catch (error) {
        if (isDuplicate(error)) return false
        throw error
      }
    },

    /** Alike answers counted by grid; single ones do not leave the database. */
    async counts(
      period: string,
      scopes: readonly string[],
      before: Date | null = null,
    ): Promise<SurveyCount[]> {
      const places = Prisma.join(
        scopes.map((scope) => Prisma.sql`gridCode LIKE ${`${scope}%`}`),
        ' OR ',
      )
      const rows = await prisma.$queryRaw<
        (Omit<SurveyCount, 'knows' | 'count'> & { knows: number; count: bigint })[]
      >(Prisma.sql`
        SELECT gridCode, knows, rating, COUNT(*) AS count FROM survey_answer
        WHERE period = ${period} AND (${places})
          ${before ? Prisma.sql`AND answeredAt < ${before}` : Prisma.empty}
        GROUP BY gridCode, knows, rating`)
      return rows.map((row) => ({
        gridCode: row.gridCode,
        knows: Boolean(Number(row.knows)),
        rating: row.rating,
        count: Number(row.count),
      }))
    },
  }
}
