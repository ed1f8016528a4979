import { matterMoves, matterStates } from '../../contract/matter-taxonomy'
import { webhookEvents } from '../../contract/webhooks'
import type { Beside, JsonSchema, Parameter } from '../../http/openapi'

const text: JsonSchema = { type: 'string' }

const data: JsonSchema = {
  type: 'object',
  properties: {
    service_request_id: { ...text, description: '受理编号' },
    number: { type: 'integer', description: '这件事项的第几个动作' },
    move: { type: 'string', enum: matterMoves },
    move_label: text,
    status: { type: 'string', enum: ['open', 'closed'] },
    state: { type: 'string', enum: matterStates },
    state_words: text,
    service_code: text,
    service_name: text,
    jurisdiction_id: text,
    address_id: { ...text, description: '网格编码' },
    url: { type: 'string', format: 'uri', description: '到这里读公开的内容' },
  },
}

const header = (name: string, description: string): Parameter => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: text,
})

/** What a webhook is sent: Standard Webhooks. */
export const webhooksOpenApi: Pick<Beside, 'tags' | 'webhooks' | 'schemas'> = {
  tags: [],
  schemas: {
    WebhookMessage: {
      type: 'object',
      properties: {
        type: { type: 'string', enum: webhookEvents },
        timestamp: { type: 'string', format: 'date-time' },
        data,
      },
      required: ['type', 'timestamp', 'data'],
    },
  },
  webhooks: {
    matterEvent: {
      post: {
        operationId: 'webhooks.matterEvent',
        summary: '事项有新动作时推送到登记的地址',
        description:
          '按 Standard Webhooks 签名：对 `webhook-id.webhook-timestamp.正文` 算 HMAC-SHA256。10 秒内回应 2xx 算送到；否则逐次拉长间隔再推，同一条的 webhook-id 不变。',
        tags: ['webhooks'],
        parameters: [
          header('webhook-id', '这一条推送的编号，重复推送时不变'),
          header('webhook-timestamp', '这一次推送的时间，秒'),
          header('webhook-signature', '一个或两个签名，用空格隔开'),
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/WebhookMessage' } },
          },
        },
        responses: { 200: { description: '收到' }, 410: { description: '这个地址不再使用' } },
        security: [],
      },
    },
  },
}
