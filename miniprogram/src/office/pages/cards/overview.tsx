import { type IssuedCode, overview } from '@contract/codes'
import type { OutputOf } from '@contract/define'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { cardsCopy as copy } from '@/copy/office-cards'
import { dayOf, dayText } from '@/lib/format'
import { ready, stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { CodeSheet, type Chosen } from './code-sheet'

type View = OutputOf<typeof overview>
type Tab = 'grids' | 'workers' | 'revoked'

function codeText(code: IssuedCode | null): string {
  if (!code) return copy.noCode
  const { serialText, prints, lastPrintedAtMs, lastPrintedByName } = code
  const last = lastPrintedAtMs
    ? copy.lastPrinted(dayText(dayOf(lastPrintedAtMs)), lastPrintedByName ?? '')
    : ''
  return [copy.printed(serialText, prints), last].filter(Boolean).join('，')
}

function GridRow({ grid, onPick }: { grid: View['grids'][number]; onPick: (one: Chosen) => void }) {
  const { gridCode, gridName, households, cardsNumbered, cardsHandedOut, code } = grid
  const { noticePostedOn } = grid
  const posted = noticePostedOn ? copy.noticePosted(dayText(noticePostedOn)) : null
  const cards = cardsNumbered > 0 ? copy.handedOut(cardsHandedOut, cardsNumbered, households) : null
  return (
    <Cell
      id={`grid-${gridCode}`}
      title={gridName}
      note={[codeText(code), cards, posted].filter(Boolean).join('。')}
      onPress={() =>
        onPick({ kind: 'grid', key: gridCode, placeCode: gridCode, name: gridName, code })
      }
    />
  )
}

function emptyOf(tab: Tab, view: View): string | null {
  if (view[tab].length > 0) return null
  return { grids: copy.noGrids, workers: copy.noWorkers, revoked: copy.noRevoked }[tab]
}

function Rows(props: { tab: Tab; view: View; placeCode: string; onPick: (one: Chosen) => void }) {
  const { tab, view, placeCode, onPick } = props
  if (tab === 'grids') {
    return view.grids.map((grid) => <GridRow key={grid.gridCode} grid={grid} onPick={onPick} />)
  }
  if (tab === 'workers') {
    return view.workers.map(({ accountId, name, gridNames, code }) => (
      <Cell
        key={accountId}
        id={`worker-${accountId}`}
        title={name}
        note={`${gridNames.join('、')}。${codeText(code)}`}
        onPress={() => onPick({ kind: 'badge', key: accountId, placeCode, accountId, name, code })}
      />
    ))
  }
  return view.revoked.map(({ serial, serialText, name, revokedAtMs, revokedByName, reason }) => (
    <Cell
      key={serial}
      title={`${name} ${serialText}`}
      note={copy.revokedNote(dayText(dayOf(revokedAtMs)), revokedByName, reason)}
    />
  ))
}

/** A village's codes one by one. */
export function Overview({ placeCode }: { placeCode: string }) {
  const asked = useAsk(overview, { placeCode })
  const [tab, setTab] = useState<Tab>('grids')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const view = asked.data
  const empty = view ? emptyOf(tab, view) : null
  const tabs = (['grids', 'workers', 'revoked'] as const).map((value) => ({
    value,
    label: copy.tabs[value],
    count: view?.[value].length,
  }))
  // what is shown in the sheet is what the list knows now
  const all = [
    ...(view?.grids ?? []).map(({ gridCode, code }) => ({
      key: gridCode,
      code,
      portraitKey: null,
    })),
    ...(view?.workers ?? []).map(({ accountId, code, portraitKey }) => ({
      key: accountId,
      code,
      portraitKey,
    })),
  ]
  const known = all.find((one) => one.key === chosen?.key)
  const current = chosen
    ? { ...chosen, code: known?.code ?? null, portraitKey: known?.portraitKey ?? null }
    : null
  return (
    <>
      <Tabs id="codes" tabs={tabs} value={tab} onChange={setTab} />
      <Stateful state={stateOf(asked)}>
        <Card flush>
          <Stateful state={empty ? { kind: 'empty', text: empty } : ready}>
            {view ? <Rows tab={tab} view={view} placeCode={placeCode} onPick={setChosen} /> : null}
          </Stateful>
        </Card>
      </Stateful>
      {current ? (
        <CodeSheet
          key={current.key}
          chosen={current}
          mayRevoke={view?.abilities.revoke ?? false}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </>
  )
}
