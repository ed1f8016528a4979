import { View } from '@tarojs/components'
import { useState } from 'react'
import { reportClasses } from '@contract/report-taxonomy'
import type { Figure } from '@contract/trace'
import { Bars } from '@/components/bars'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Choice, Switch } from '@/components/choice'
import { Field, Labelled, TextArea } from '@/components/field'
import { FigureTree } from '@/components/figure-tree'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { DateInput } from '@/components/primitives/date-input'
import { SelectInput } from '@/components/primitives/select-input'
import { Progress } from '@/components/progress'
import { Sheet } from '@/components/sheet'
import { Stat, StatRow } from '@/components/stat'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { Timeline } from '@/components/timeline'
import { TwoLevelPicker } from '@/components/two-level-picker'
import { Uploader } from '@/components/uploader'
import { ApiError } from '@/lib/api-error'
import { confirm } from '@/lib/confirm'
import { yuan } from '@/lib/format'
import type { PickedPhoto } from '@/lib/photo'
import { setElder, usePreferences } from '@/lib/preferences'
import { say } from '@/lib/toast'

const workers = Array.from({ length: 24 }, (_none, index) => ({
  id: String(index),
  name: ['冯建军', '曹秀兰', '房永强', '白玉梅'][index % 4] ?? '',
  grid: ['向阳社区第一网格', '葛口村网格', '北关社区第二网格'][index % 3] ?? '',
  days: (index * 7) % 24,
  valid: (index * 5) % 22,
  payFen: 20000 + index * 1234,
}))

const article = {
  id: 'DN-11.1b',
  title: '第十一条第1项',
  gist: '有效信息按条计酬，超过上限的部分年底结算',
}
const reports: Figure = {
  code: 'validReports',
  label: '有效信息',
  value: 19,
  unit: 'count',
  sentence: '本月上报 21 条，有效 19 条',
  articles: [],
  parameters: [],
  facts: [{ name: 'validReports', label: '有效信息', value: 19, unit: 'count', text: '19 条' }],
  block: 'count',
  inputs: [],
}
const pay: Figure = {
  code: 'informationPay',
  label: '信息报酬',
  value: 14250,
  unit: 'fen',
  sentence: '19 条 × 7.50 元 = 142.50 元',
  articles: [article],
  parameters: [
    {
      name: 'reportFee',
      label: '每条有效信息',
      value: 750,
      unit: 'fen',
      text: '7.50 元',
      validFrom: '2022-08-01',
      article: 'DN-11.1b',
      reading: '150 元按 20 条折算',
    },
  ],
  facts: [],
  block: 'multiply',
  inputs: [reports],
}

function Inputs() {
  const [name, setName] = useState('')
  const [text, setText] = useState('村口的路灯不亮了')
  const [item, setItem] = useState<string | null>(null)
  const [verdict, setVerdict] = useState<'valid' | 'invalid' | 'pending' | null>('valid')
  const [kind, setKind] = useState<'a' | 'b' | null>(null)
  const [urgent, setUrgent] = useState(true)
  const [photos, setPhotos] = useState<PickedPhoto[]>([])
  const [day, setDay] = useState('2026-11-25')
  const [town, setTown] = useState('')
  return (
    <Card title="填写">
      <Field
        id="kit-name"
        label="姓名"
        value={name}
        onChange={setName}
        placeholder="请填写"
        optional
      />
      <Field
        label="手机号"
        kind="phone"
        value="1380"
        onChange={() => undefined}
        problem="手机号应为 11 位，您填了 4 位"
      />
      <TextArea
        id="kit-text"
        label="发生了什么"
        hint="时间、地点、经过"
        value={text}
        onChange={setText}
      />
      <TwoLevelPicker
        id="kit-item"
        label="上报类别"
        groups={reportClasses}
        value={item}
        onChange={setItem}
        recentName="kit"
      />
      <Choice
        label="研判"
        options={[
          { value: 'valid', label: '有效' },
          { value: 'invalid', label: '无效' },
          { value: 'pending', label: '待定' },
        ]}
        value={verdict}
        onChange={setVerdict}
      />
      <Choice
        label="处理方式"
        look="list"
        options={[
          { value: 'a', label: '现场处理', note: '您自己已经处理好' },
          { value: 'b', label: '转交乡镇', note: '需要别人来办' },
        ]}
        value={kind}
        onChange={setKind}
      />
      <Switch
        id="kit-urgent"
        label="紧急"
        note="有人受伤或正在发生，请先打 110"
        value={urgent}
        onChange={setUrgent}
      />
      <Labelled label="日期">
        <DateInput id="kit-day" value={day} onChange={setDay} />
      </Labelled>
      <Labelled label="乡镇">
        <SelectInput
          value={town}
          onChange={setTown}
          options={[
            { value: '1', label: '昕水镇' },
            { value: '2', label: '曲峨镇' },
          ]}
        />
      </Labelled>
      <Uploader id="kit-photos" photos={photos} onChange={setPhotos} />
    </Card>
  )
}

function Buttons() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Card title="按钮">
      <View style={{ display: 'flex', flexDirection: 'column', gap: '10px' }}>
        <Button size="large" icon="pin" onPress={() => say('已计入今天', 'good')}>
          签到
        </Button>
        <Button kind="secondary" onPress={() => setOpen(true)}>
          打开一页
        </Button>
        <Button
          kind="danger"
          onPress={() => void confirm({ title: '要删除吗？', text: '找不回来', danger: true })}
        >
          删除
        </Button>
        <Button disabled onPress={() => undefined}>
          不能点
        </Button>
        <Button busy onPress={() => undefined}>
          保存
        </Button>
        <Button kind="plain" inline onPress={() => undefined}>
          看说明
        </Button>
      </View>
      <Sheet
        open={isOpen}
        title="选一个理由"
        onClose={() => setOpen(false)}
        footer={<Button onPress={() => setOpen(false)}>好</Button>}
      >
        重复上报、超出职责、内容不清。
      </Sheet>
    </Card>
  )
}

function Figures() {
  return (
    <>
      <Card>
        <Progress
          label="本月签到"
          value={12}
          goal={20}
          unit="天"
          tone="warn"
          large
          note="还差 8 天，本月还剩 9 天，来得及"
        />
        <Progress label="有效上报" value={20} goal={20} unit="条" note="已达标" />
      </Card>
      <StatRow>
        <Stat label="网格员" value={203} unit="人" />
        <Stat label="待研判" value={37} unit="条" tone="warn" onPress={() => undefined} />
        <Stat label="本月报酬" value={yuan(5432100)} unit="元" note="比上月多 1.2%" />
      </StatRow>
      <Card title="各乡镇有效上报">
        <Bars
          rows={[
            { key: '1', label: '昕水镇', value: 120 },
            { key: '2', label: '曲峨镇', value: 64, tone: 'warn' },
            { key: '3', label: '三多乡', value: 12, tone: 'bad' },
          ]}
        />
      </Card>
    </>
  )
}

function Lists() {
  const [tab, setTab] = useState<'all' | 'mine'>('all')
  return (
    <>
      <Tabs
        tabs={[
          { value: 'all', label: '全部', count: 12 },
          { value: 'mine', label: '我的' },
        ]}
        value={tab}
        onChange={setTab}
      />
      <Card title="今天" extra={<Tag tone="good">已计入</Tag>} flush>
        <Cell
          title="08:12 签到"
          note="向阳社区第一网格，精度 12 米"
          value={<Tag tone="good">已计入</Tag>}
        />
        <Cell
          title="道路塌陷"
          note="2 小时前"
          value={<Tag tone="note">等待研判</Tag>}
          onPress={() => undefined}
        />
        <Cell title="路灯不亮" value={<Tag tone="bad">无效</Tag>} onPress={() => undefined} />
        <Cell title="基本报酬" value="200.00" onPress={() => undefined} />
      </Card>
      <Card>
        <FigureTree figure={pay} startOpen onFact={(fact) => say(fact.label)} />
      </Card>
      <Card title="经过">
        <Timeline
          steps={[
            { key: '1', title: '您上报了', time: '11月25日 08:30', state: 'done' },
            { key: '2', title: '乡镇正在研判', note: '一般 2 天内有结果', state: 'now' },
            { key: '3', title: '办结', state: 'ahead' },
          ]}
        />
      </Card>
      <Table
        id="kit-table"
        caption="网格员记分板"
        columns={[
          { key: 'name', title: '姓名', cell: (row) => row.name, sortBy: (row) => row.name },
          { key: 'grid', title: '网格', width: 150, cell: (row) => row.grid },
          {
            key: 'days',
            title: '签到天数',
            align: 'right',
            cell: (row) => row.days,
            sortBy: (row) => row.days,
          },
          {
            key: 'valid',
            title: '有效上报',
            align: 'right',
            cell: (row) => row.valid,
            sortBy: (row) => row.valid,
          },
          {
            key: 'pay',
            title: '估算（元）',
            align: 'right',
            cell: (row) => yuan(row.payFen),
            sortBy: (row) => row.payFen,
          },
        ]}
        rows={workers}
        rowKey={(row) => row.id}
        onRowPress={(row) => say(row.name)}
        totals={{ name: '合计', pay: yuan(workers.reduce((sum, row) => sum + row.payFen, 0)) }}
      />
    </>
  )
}

function States() {
  const offline = new ApiError('offline', '连不上网络', 0, null, {}, null)
  return (
    <>
      <Notice tone="note">请在本月 28 日前核对。</Notice>
      <Notice
        tone="warn"
        action={
          <Button size="small" kind="secondary" inline onPress={() => undefined}>
            申请补签
          </Button>
        }
      >
        今天还没有签到，本月只差 2 天就不能达标了。
      </Notice>
      <Notice tone="bad">没有保存成功：手机存储空间不足。</Notice>
      <Notice tone="good">已送达。</Notice>
      <Card>
        <Stateful state={{ kind: 'empty', text: '还没有上报', hint: '看到问题，随手拍下来' }} />
      </Card>
      <Card>
        <Stateful state={{ kind: 'failed', error: offline, retry: () => undefined }} />
      </Card>
      <Card>
        <Stateful state={{ kind: 'noPermission' }} />
      </Card>
      <Card>
        <Stateful state={{ kind: 'loading' }} />
      </Card>
      <Stateful state={{ kind: 'ready', stale: '没有网络，显示的是今天 09:12 的内容' }} />
    </>
  )
}

/** Every component on one screen, to be looked at while building. Never ships. */
export default function Kit() {
  const elder = usePreferences((preferences) => preferences.elder)
  return (
    <Page
      title="组件"
      open="anybody"
      place="tab"
      footer={<Button onPress={() => undefined}>保存</Button>}
    >
      <Switch id="kit-elder" label="关怀模式" value={elder} onChange={setElder} />
      <Buttons />
      <Figures />
      <Inputs />
      <Lists />
      <States />
    </Page>
  )
}
