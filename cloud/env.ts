import { z } from 'zod'

const flag = z.enum(['yes', 'no']).transform((text) => text === 'yes')

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** Address the printed QR codes carry, without a slash at the end. */
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.string().startsWith('mysql://'),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(12),
  /** Where photos and the installation's own secret are kept, when no S3 store is set. */
  DATA_FOLDER: z.string().default('data'),
  PAGES_FOLDER: z.string().default('miniprogram/dist/h5'),
  /** Where the build put the pages that explain each regulation article by article. */
  LAW_BOOK_FOLDER: z.string().default('dist/law-book'),
  /** Keys of personal data, tickets and QR codes are derived from it; at least 32 characters. */
  SECRET: z.string().min(32).optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  WECHAT_APP_ID: z.string().optional(),
  WECHAT_APP_SECRET: z.string().optional(),
  /** 'stand-in' answers in WeChat's place for development; refused in production. */
  WECHAT: z.enum(['real', 'stand-in']).optional(),
  /** The templates of WeChat messages: kind=id:key=place,key=place;kind=… */
  WECHAT_MESSAGES: z.string().optional(),
  /** 'stand-in' takes SMS and sends none, for development; refused in production. */
  SMS: z.enum(['aliyun', 'stand-in']).optional(),
  SMS_ACCESS_KEY: z.string().optional(),
  SMS_ACCESS_SECRET: z.string().optional(),
  SMS_SIGN_NAME: z.string().optional(),
  SMS_NOTICE_TEMPLATE: z.string().optional(),
  SMS_CODE_TEMPLATE: z.string().optional(),
  /** 'no' on a node that only answers requests: nothing is sent and no clock runs from it. */
  BACKGROUND_WORK: flag.default(true),
  /** Ground of the browser's maps, with {z}, {x} and {y}; without it no other host is asked for anything. */
  MAP_TILE_URL: z
    .url()
    .refine(
      (url) => ['z', 'x', 'y'].every((part) => url.includes(`{${part}}`)),
      'needs {z}, {x}, {y}',
    )
    .optional(),
  /** In which datum these pictures are drawn. */
  MAP_TILE_DATUM: z.enum(['wgs84', 'gcj02']).default('wgs84'),
  /** Whose they are, as their terms ask to say it. */
  MAP_TILE_ATTRIBUTION: z.string().default(''),
  MAP_TILE_MOST_ZOOM: z.coerce.number().int().min(1).max(22).default(18),
  /** Last part of the address at which WeChat tells what it found of a photo; without it no photo is asked about. */
  WECHAT_PUSH_KEY: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .optional(),
  BEHIND_PROXY: flag.default(false),
  /** 'yes' lets webhooks reach addresses of a private network, and http: for systems within the house. */
  WEBHOOKS_TO_PRIVATE: flag.default(false),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
})

export type Env = z.infer<typeof schema>

/** Reads the environment or says in one message everything that is wrong with it. */
export function readEnv(values: NodeJS.ProcessEnv): Env {
  const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const result = schema.safeParse(set)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`the environment is not right:\n${faults.join('\n')}`)
  }
  const env = result.data
  if (env.NODE_ENV === 'production' && !env.SECRET) {
    throw new Error('SECRET must be set in production')
  }
  if (env.NODE_ENV === 'production' && env.WECHAT === 'stand-in') {
    throw new Error('WECHAT=stand-in is refused in production')
  }
  if (env.NODE_ENV === 'production' && env.SMS === 'stand-in') {
    throw new Error('SMS=stand-in is refused in production')
  }
  return env
}
