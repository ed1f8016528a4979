import { type MatterClassCode, matterClass, matterClasses } from '@contract/matter-taxonomy'
import { type RoutingRow, dryRun, list, remove, set } from '@contract/routing'
import { list as listUnits } from '@contract/units'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { SelectInput } from '@/components/primitives/select-input'
import { routingCopy } from '@/copy/office-routing'
import { confirm } from '@/lib/confirm'
import { useAsk, useCommand } from '@/lib/query'
import { useMe } from '@/lib/session'
import { AreaPicker } from '../../components/area-picker'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import { useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'

const copy = routingCopy.form
const mostCos = 8

interface Body {
  code: string
  name: string
}

/** Who may be named in a row for a place: units in use on its ground, and its own office. */
function useBodies(place: string, classCode: MatterClassCode | null): Body[] {
  const me = useMe()
  const asked = useAsk(listUnits, {})
  const scopes = (me?.posts ?? [])
    .filter(({ role }) => role === 'townshipOffice' || role === 'countyCentre')
    .map(({ scopeCode, scopeName }) => ({ code: scopeCode, name: scopeName }))
  const isOfficesOnly = classCode !== null && matterClass(classCode).circle === 'offices'
  const offices = [...scopes, { code: place, name: copy.here }].filter(
    (one, index, all) => all.findIndex((other) => other.code === one.code) === index,
  )
  const units = (asked.data?.units ?? []).filter(
    (unit) => unit.mayChange && place.startsWith(unit.areaCode),
  )
  return [
    ...(isOfficesOnly ? [] : units.map(({ code, name }) => ({ code, name }))),
    ...offices.filter(({ code }) => place.startsWith(code) && (!isOfficesOnly || code.length <= 9)),
  ]
}

function CoHandlers(props: {
  bodies: readonly Body[]
  value: readonly string[]
  onChange: (codes: string[]) => void
}) {
  const { bodies, value, onChange } = props
  return (
    <Labelled label={copy.co} hint={copy.coHint} optional>
      <View id="rule-co" className={styles.chips}>
        {bodies.map(({ code, name }) => (
          <Press
            key={code}
            id={`rule-co-${code}`}
            role="checkbox"
            selected={value.includes(code)}
            className={classes(styles.chip, value.includes(code) && styles.chipOn)}
            onPress={() =>
              onChange(
                value.includes(code)
                  ? value.filter((one) => one !== code)
                  : [...value, code].slice(0, mostCos),
              )
            }
          >
            {name}
          </Press>
        ))}
      </View>
    </Labelled>
  )
}

function useSaving(onClose: () => void) {
  const options = { refresh: [list, dryRun], onDone: onClose, onRefused: sayRefused }
  const saving = useCommand(set, options)
  const removing = useCommand(remove, options)
  return { saving, removing }
}

const routable = matterClasses.filter(({ circle }) => circle !== 'judicial')

/** A row of the routing table: a new one, or one that is changed. */
export function RuleForm({ rule, onClose }: { rule: RoutingRow | null; onClose: () => void }) {
  const root = useOfficeArea()
  const [place, setPlace] = useState(rule?.placeCode ?? root)
  const [classCode, setClassCode] = useState<MatterClassCode | null>(rule?.classCode ?? null)
  const [leadCode, setLeadCode] = useState(rule?.lead.code ?? '')
  const [coCodes, setCoCodes] = useState<string[]>(rule?.coHandlers.map(({ code }) => code) ?? [])
  const bodies = useBodies(place, classCode)
  const { saving, removing } = useSaving(onClose)
  const lead = bodies.find(({ code }) => code === leadCode)
  const others = bodies.filter(({ code }) => code !== leadCode)
  const chosen = coCodes.filter((code) => others.some((one) => one.code === code))
  return (
    <FormSheet
      id="rule-form"
      title={rule ? copy.change : copy.create}
      send={copy.save}
      isReady={lead !== undefined}
      busy={saving.isPending}
      onSend={() => saving.mutate({ placeCode: place, classCode, leadCode, coCodes: chosen })}
      onClose={onClose}
    >
      {rule ? (
        <Notice tone="note">{`${rule.placeName} · ${rule.classLabel}`}</Notice>
      ) : (
        <>
          <AreaPicker
            id="rule-place"
            label={copy.place}
            hint={copy.placeHint}
            root={root}
            depth="grid"
            value={place}
            onChange={setPlace}
          />
          <Labelled label={copy.subject} hint={copy.alarm}>
            <SelectInput
              id="rule-class"
              label={copy.subject}
              value={classCode ?? ''}
              options={[
                { value: '', label: routingCopy.rest },
                ...routable.map(({ code, label }) => ({ value: code, label })),
              ]}
              onChange={(value) =>
                setClassCode(routable.find(({ code }) => code === value)?.code ?? null)
              }
            />
          </Labelled>
        </>
      )}
      <Labelled label={copy.lead} hint={copy.leadHint}>
        <SelectInput
          id="rule-lead"
          label={copy.lead}
          value={lead ? leadCode : ''}
          options={[
            { value: '', label: copy.needLead },
            ...bodies.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={setLeadCode}
        />
      </Labelled>
      <CoHandlers bodies={others} value={chosen} onChange={setCoCodes} />
      {rule ? (
        <Button
          id="remove-rule"
          kind="danger"
          busy={removing.isPending}
          onPress={async () => {
            if (await confirm({ title: copy.remove, text: copy.removeAsk, yes: copy.remove })) {
              removing.mutate({ ruleId: rule.id })
            }
          }}
        >
          {copy.remove}
        </Button>
      ) : null}
    </FormSheet>
  )
}
