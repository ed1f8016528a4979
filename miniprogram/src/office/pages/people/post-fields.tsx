import type { create } from '@contract/accounts'
import type { InputOf } from '@contract/define'
import { type Role, roleLabel } from '@contract/permissions'
import { type WorkerKind, workerKindLabel } from '@contract/primitives'
import { list } from '@contract/units'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Labelled } from '@/components/field'
import { SelectInput } from '@/components/primitives/select-input'
import { peopleCopy } from '@/copy/office-people'
import { dayOf } from '@/lib/format'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { rolesOf, useMe } from '@/lib/session'
import { AreaPicker } from '../../components/area-picker'
import { optionsOf } from '../../components/forms/options'
import { type AreaLevel, levelOf, useOfficeArea } from '../../lib/scope'

const copy = peopleCopy.form
type NewPost = InputOf<typeof create>['post']

const levelOfRole: Record<Exclude<Role, 'department'>, AreaLevel> = {
  worker: 'grid',
  gridHead: 'grid',
  villageHead: 'village',
  townshipOffice: 'township',
  townshipSigner: 'township',
  countyCentre: 'county',
  countyPolicy: 'county',
  systemAdministrator: 'county',
}
const fieldRoles: Role[] = ['worker', 'gridHead', 'villageHead']
const officeRoles: Role[] = ['townshipOffice', 'townshipSigner', 'countyCentre', 'countyPolicy']

/** Which posts this person may give: a township those below it, the county the townships' too. */
function useGivableRoles(): Role[] {
  const me = useMe()
  const isCounty = me !== null && rolesOf(me).includes('countyCentre')
  return isCounty ? [...fieldRoles, ...officeRoles, 'department'] : [...fieldRoles, 'department']
}

/** A department's people belong to a unit, whose area's office gives the post. */
function UnitField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const asked = useAsk(list, {})
  const units = (asked.data?.units ?? []).filter((unit) => unit.mayChange)
  return (
    <Labelled
      label={copy.unit}
      hint={asked.data && units.length === 0 ? copy.noUnits : copy.unitHint}
    >
      <SelectInput
        id="post-unit"
        label={copy.unit}
        value={value}
        options={[
          { value: '', label: copy.needUnit },
          ...units.map((unit) => ({ value: unit.code, label: unit.name })),
        ]}
        onChange={onChange}
      />
    </Labelled>
  )
}

/** The fields of a new post, and the post once they are complete. */
export function usePost() {
  const root = useOfficeArea()
  const roles = useGivableRoles()
  const [role, setRole] = useState<Role>('worker')
  const [kind, setKind] = useState<WorkerKind>('rural')
  const [place, setPlace] = useState(root)
  const [startsOn, setStartsOn] = useState(dayOf(nowMs()))
  const level = role === 'department' ? null : levelOfRole[role]
  const isPlaceRight = level === null ? place.includes('-') : levelOf(place) === level
  const post: NewPost | null =
    isPlaceRight && startsOn
      ? { role, scopeCode: place, startsOn, ...(role === 'worker' ? { workerKind: kind } : {}) }
      : null
  const fields = (
    <>
      <Labelled label={copy.role}>
        <SelectInput
          id="post-role"
          label={copy.role}
          value={role}
          options={roles.map((value) => ({ value, label: roleLabel[value] }))}
          onChange={(value) => {
            setRole(roles.find((one) => one === value) ?? 'worker')
            setPlace(value === 'department' ? '' : root)
          }}
        />
      </Labelled>
      {role === 'worker' ? (
        <Choice
          id="post-kind"
          look="list"
          label={copy.kind}
          options={optionsOf(workerKindLabel)}
          value={kind}
          onChange={setKind}
        />
      ) : null}
      {level === null ? <UnitField value={place} onChange={setPlace} /> : null}
      {level === 'county' || level === null ? null : (
        <AreaPicker
          id="post-place"
          label={copy.place}
          hint={isPlaceRight ? copy.placeHint : copy.needPlace[level]}
          root={root}
          depth={level}
          value={place}
          onChange={setPlace}
        />
      )}
      <DateField id="post-from" label={copy.startsOn} value={startsOn} onChange={setStartsOn} />
    </>
  )
  return { post, fields }
}
