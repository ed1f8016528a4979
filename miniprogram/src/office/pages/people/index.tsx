import { type AccountRow, list } from '@contract/accounts'
import { type Role, role as roles, roleLabel } from '@contract/permissions'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { OfficePage } from '@/components/office-page'
import { SelectInput } from '@/components/primitives/select-input'
import { TextInput } from '@/components/primitives/text-input'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { type Tone, Tag } from '@/components/tag'
import { peopleCopy as copy } from '@/copy/office-people'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useMay } from '@/lib/session'
import { AreaPicker } from '../../components/area-picker'
import { Pager } from '../../components/pager'
import { useOfficeArea } from '../../lib/scope'
import { usePages } from '../../lib/use-pages'
import { useSettled } from '../../lib/use-settled'
import styles from '../../office.module.scss'
import { CreateForm } from './create-form'
import { type GivenCode, OneTimeCode } from './one-time-code'
import { PersonSheet } from './person-sheet'

const pageSize = 50

function stateTag(person: AccountRow): { tone: Tone; text: string } {
  if (person.state === 'deactivated') return { tone: 'bad', text: copy.state.deactivated }
  if (person.awaitingFirstSignIn) return { tone: 'note', text: copy.state.first }
  return { tone: 'good', text: copy.state.active }
}

function postsText(person: AccountRow): string {
  return person.posts.map((post) => `${roleLabel[post.role]} ${post.scopeName}`).join('；')
}

function useFilters() {
  const root = useOfficeArea()
  const [search, setSearch] = useState('')
  const [role, setRole] = useState<Role | null>(null)
  const [area, setArea] = useState(root)
  const settled = useSettled(search.trim())
  const bar = (
    <>
      <View className={styles.bar}>
        <View className={styles.grow}>
          <TextInput
            id="people-search"
            label={copy.search}
            placeholder={copy.search}
            value={search}
            onChange={setSearch}
            maxLength={32}
          />
        </View>
        <View className={styles.half}>
          <SelectInput
            id="people-role"
            label={copy.role}
            value={role ?? ''}
            options={[
              { value: '', label: copy.allRoles },
              ...roles.options.map((value) => ({ value, label: roleLabel[value] })),
            ]}
            onChange={(value) => setRole(roles.options.find((one) => one === value) ?? null)}
          />
        </View>
      </View>
      {root.length < 12 ? (
        <AreaPicker
          id="people-area"
          label={copy.area}
          root={root}
          value={area}
          onChange={setArea}
        />
      ) : null}
    </>
  )
  return { bar, input: { areaCode: area, role: role ?? undefined, search: settled || undefined } }
}

function PeopleTable({
  people,
  onOpen,
}: {
  people: readonly AccountRow[]
  onOpen: (person: AccountRow) => void
}) {
  return (
    <Table
      id="people-table"
      caption={copy.caption}
      rows={people}
      rowKey={(row) => row.accountId}
      onRowPress={onOpen}
      columns={[
        { key: 'name', title: copy.columns.name, cell: (row) => row.name },
        {
          key: 'state',
          title: copy.columns.state,
          width: 130,
          cell: (row) => {
            const { tone, text } = stateTag(row)
            return <Tag tone={tone}>{text}</Tag>
          },
        },
        { key: 'phone', title: copy.columns.phone, width: 130, cell: (row) => row.phoneMasked },
        { key: 'posts', title: copy.columns.posts, width: 240, cell: postsText },
      ]}
    />
  )
}

/** Everybody within the office's area: looked up, let in, let go. */
export default function People() {
  const filters = useFilters()
  const pages = usePages(JSON.stringify(filters.input))
  const asked = useAsk(list, { ...filters.input, after: pages.after, limit: pageSize })
  const [openId, setOpenId] = useState<string | null>(null)
  const [isCreating, setCreating] = useState(false)
  const [code, setCode] = useState<GivenCode | null>(null)
  const mayManage = useMay('accounts.manage')
  const people = asked.data?.accounts ?? []
  const person = people.find((one) => one.accountId === openId)
  const next = asked.data?.next
  return (
    <OfficePage
      id="people"
      title={copy.title}
      permission="accounts.read"
      top={filters.bar}
      extra={
        mayManage ? (
          <Button id="create-account" inline size="small" onPress={() => setCreating(true)}>
            {copy.create}
          </Button>
        ) : undefined
      }
    >
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.accounts.length === 0,
          emptyText: copy.empty,
          emptyHint: copy.emptyHint,
        })}
      >
        <PeopleTable people={people} onOpen={(one) => setOpenId(one.accountId)} />
        <Pager
          text={copy.page(pages.number)}
          onEarlier={pages.number > 1 && pages.earlier}
          onLater={next ? () => pages.later(next) : false}
        />
      </Stateful>
      {person ? (
        <PersonSheet person={person} onCode={setCode} onClose={() => setOpenId(null)} />
      ) : null}
      {isCreating ? (
        <CreateForm
          onDone={(given) => {
            setCreating(false)
            setCode(given)
          }}
          onClose={() => setCreating(false)}
        />
      ) : null}
      {code ? <OneTimeCode given={code} onClose={() => setCode(null)} /> : null}
    </OfficePage>
  )
}
