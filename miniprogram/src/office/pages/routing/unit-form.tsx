import {
  type ListedUnit,
  type UnitKind,
  change as changeUnit,
  create,
  list,
  retire,
  unitKindLabel,
} from '@contract/units'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Choice, Switch } from '@/components/choice'
import { Field, Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { SelectInput } from '@/components/primitives/select-input'
import { routingCopy } from '@/copy/office-routing'
import { useCommand } from '@/lib/query'
import { FormSheet } from '../../components/forms/form-sheet'
import { optionsOf } from '../../components/forms/options'
import { ReasonSheet } from '../../components/reason-sheet'
import { sayRefused } from '../../lib/say-refused'
import { useDraft } from '../../lib/use-draft'

const copy = routingCopy.units

interface Place {
  code: string
  name: string
}

function useUnitCommands(onClose: () => void) {
  const options = { refresh: [list], onDone: onClose, onRefused: sayRefused }
  return {
    creating: useCommand(create, options),
    changing: useCommand(changeUnit, options),
    retiring: useCommand(retire, options),
  }
}

/** Where a new unit is, and what it is: neither can be changed afterwards. */
function Founding(props: {
  places: readonly Place[]
  areaCode: string
  onArea: (code: string) => void
  kind: UnitKind
  onKind: (kind: UnitKind) => void
}) {
  return (
    <>
      {props.places.length > 1 ? (
        <Labelled label={copy.area}>
          <SelectInput
            id="unit-area"
            label={copy.area}
            value={props.areaCode}
            options={props.places.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={props.onArea}
          />
        </Labelled>
      ) : null}
      <Choice
        id="unit-kind"
        look="list"
        label={copy.kind}
        options={optionsOf(unitKindLabel)}
        value={props.kind}
        onChange={props.onKind}
      />
    </>
  )
}

export interface UnitFormProps {
  unit: ListedUnit | null
  places: readonly Place[]
  onClose: () => void
}

/** A unit: set up, changed, or retired. */
export function UnitForm({ unit, places, onClose }: UnitFormProps) {
  const [areaCode, setAreaCode] = useState(unit?.areaCode ?? places[0]?.code ?? '')
  const [kind, setKind] = useState<UnitKind>(unit?.kind ?? 'department')
  const [joinsTeam, setJoinsTeam] = useState(unit?.joinsTeam ?? false)
  const [isRetiring, setRetiring] = useState(false)
  const { draft, change } = useDraft({ name: unit?.name ?? '', phone: unit?.phone ?? '' })
  const { creating, changing, retiring } = useUnitCommands(onClose)
  const [name, phone] = [draft.name.trim(), draft.phone.trim()]
  const send = () => {
    if (unit) changing.mutate({ code: unit.code, name, phone: phone || null, joinsTeam })
    else creating.mutate({ areaCode, name, kind, joinsTeam, ...(phone ? { phone } : {}) })
  }
  return (
    <>
      <FormSheet
        id="unit-form"
        title={unit ? copy.change : copy.create}
        send={copy.save}
        isReady={name !== ''}
        busy={creating.isPending || changing.isPending}
        onSend={send}
        onClose={onClose}
      >
        {unit ? (
          <Notice tone="note">{`${unit.areaName} · ${unit.kindLabel} · ${copy.code(unit.code)}`}</Notice>
        ) : (
          <Founding
            places={places}
            areaCode={areaCode}
            onArea={setAreaCode}
            kind={kind}
            onKind={setKind}
          />
        )}
        <Field
          id="unit-name"
          label={copy.name}
          value={draft.name}
          onChange={change('name')}
          maxLength={64}
        />
        <Field
          id="unit-phone"
          label={copy.phone}
          hint={copy.phoneHint}
          optional
          kind="phone"
          value={draft.phone}
          onChange={change('phone')}
          maxLength={32}
        />
        <Switch
          id="unit-team"
          label={copy.joinsTeam}
          note={copy.joinsTeamNote}
          value={joinsTeam}
          onChange={setJoinsTeam}
        />
        {unit ? (
          <Button id="retire-unit" kind="danger" onPress={() => setRetiring(true)}>
            {copy.retire}
          </Button>
        ) : null}
      </FormSheet>
      <ReasonSheet
        id="retire-form"
        open={isRetiring && unit !== null}
        title={copy.retireTitle}
        hint={copy.retireHint}
        yes={copy.retire}
        danger
        busy={retiring.isPending}
        most={200}
        onSend={(reason) => unit && retiring.mutate({ code: unit.code, reason })}
        onClose={() => setRetiring(false)}
      />
    </>
  )
}
