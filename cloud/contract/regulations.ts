import * as z from 'zod/mini'
import { query } from './define'
import { day } from './primitives'

/** The regulation in force as the service computes it: articles in our own words, dated parameters. */
export const book = query({
  name: 'regulations.book',
  path: '/api/regulations/book',
  summary: '现行考核办法：条文要点和参数',
  permission: 'signedIn',
  input: z.object({ on: z.optional(day) }),
  output: z.object({
    regulation: z.string(),
    title: z.string(),
    packVersion: z.string(),
    articles: z.array(z.object({ id: z.string(), title: z.string(), gist: z.string() })),
    parameters: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        valueText: z.string(),
        validFrom: z.string(),
        article: z.string(),
        reading: z.nullable(z.string()),
      }),
    ),
    notComputed: z.array(z.object({ article: z.string(), reason: z.string() })),
  }),
  errors: ['regulationUnbound'],
})
