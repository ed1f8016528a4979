import {
  create,
  list,
  type WebhookEvent,
  webhookEventLabel,
  webhookEvents,
} from '@contract/webhooks'
import { Switch } from '@/components/choice'
import { Field, Labelled } from '@/components/field'
import { integrationCopy } from '@/copy/office-integration'
import { useCommand } from '@/lib/query'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import { useDraft } from '../../lib/use-draft'

const copy = integrationCopy.webhooks.form

export interface WebhookFormProps {
  countyCode: string
  onMade: (secret: string) => void
  onClose: () => void
}

/** An address of another system, and what it is told of. */
export function WebhookForm({ countyCode, onMade, onClose }: WebhookFormProps) {
  const { draft, change } = useDraft<{ name: string; url: string; events: WebhookEvent[] }>({
    name: '',
    url: '',
    events: [...webhookEvents],
  })
  const send = useCommand(create, {
    refresh: [list],
    onDone: ({ secret }) => onMade(secret),
    onRefused: sayRefused,
  })
  const [name, url] = [draft.name.trim(), draft.url.trim()]
  const isAddress = /^https:\/\/\S+\.\S+$/.test(url)
  const turn = (event: WebhookEvent, on: boolean) =>
    change('events')(
      webhookEvents.filter((one) => (one === event ? on : draft.events.includes(one))),
    )
  return (
    <FormSheet
      id="webhook-form"
      title={copy.title}
      isReady={name !== '' && isAddress && draft.events.length > 0}
      busy={send.isPending}
      send={copy.send}
      onSend={() => send.mutate({ countyCode, name, url, events: draft.events })}
      onClose={onClose}
    >
      <Field
        id="webhook-name"
        label={copy.name}
        hint={copy.nameHint}
        value={draft.name}
        onChange={change('name')}
        maxLength={60}
      />
      <Field
        id="webhook-url"
        label={copy.url}
        hint={copy.urlHint}
        problem={url.length > 12 && !isAddress ? copy.urlProblem : null}
        value={draft.url}
        onChange={change('url')}
        maxLength={500}
      />
      <Labelled label={copy.events}>
        {webhookEvents.map((event) => (
          <Switch
            key={event}
            id={`webhook-event-${event.replace('.', '-')}`}
            label={webhookEventLabel[event]}
            value={draft.events.includes(event)}
            onChange={(on) => turn(event, on)}
          />
        ))}
      </Labelled>
    </FormSheet>
  )
}
