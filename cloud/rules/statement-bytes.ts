import type {
  ArticleRef,
  CountDifference,
  FactRef,
  Figure,
  InformationLine,
  Proposal,
  Statement,
  StatementLine,
  VerdictReason,
} from '../contract/trace'
import { JsonBytes } from './json-bytes'
import { type MayBeShared, written } from './shared'

/** What all figures of one rule say alike, around their value, sentence, facts and inputs. */
interface Frame {
  of: Figure
  /** {"code":"piece","label":"按条计酬","value": */
  name: Uint8Array
  /** ,"unit":"fen","sentence": */
  unit: Uint8Array
  /** ,"articles":[…],"parameters":[…],"facts": */
  law: Uint8Array
  /** ,"block":"pieceRate","inputs": */
  block: Uint8Array
}

/** Frames kept at once: some hundred for each month of a regulation. */
const mostFrames = 10_000
/** Of a line's figures the first ones are looked for when they come again; the others are written again. */
const mostKnownFigures = 32

/**
 * Statements as lines of JSON, many times faster than JSON.stringify. Most of a statement are
 * articles and parameters that it shares with others: their bytes are kept and copied, whole figures
 * that many workers have alike, and of other figures what those of one rule say alike. A figure of
 * the worker's own stands in a line and again in the tree of the pay: it is written once and copied
 * there. What is left are short texts.
 *
 * Each sort has a function of its own, in the order of its fields in which packs make it, and looks
 * for its mark itself: a function that reads objects of many sorts takes V8 several times as long.
 * The tests tell every field apart from JSON's own.
 */
export class StatementBytes extends JsonBytes {
  /** Figures of this line and where they stand. */
  private readonly figures: Figure[] = []
  private readonly starts: number[] = []
  private readonly ends: number[] = []
  private readonly frames = new Map<string, Frame[]>()
  private frameCount = 0

  appendLine(value: object): void {
    this.figures.length = 0
    if (isStatement(value)) this.appendStatement(value)
    else this.append(value)
    this.appendText('\n')
  }

  private appendStatement(statement: Statement): void {
    const { totals, verdict, indicators } = statement
    this.appendText('{"regulation":')
    this.appendString(statement.regulation)
    this.appendText(',"packVersion":')
    this.appendString(statement.packVersion)
    this.appendText(',"month":')
    this.appendString(statement.month)
    this.appendText(',"workerReference":')
    this.appendString(statement.workerReference)
    this.appendText(',"workerKind":')
    this.appendString(statement.workerKind)
    this.appendText(',"lines":')
    this.appendEach(statement.lines, this.appendStatementLine)
    this.appendNumber(',"totals":{"grossFen":', totals.grossFen)
    this.appendNumber(',"deductionFen":', totals.deductionFen)
    this.appendNumber(',"collectedFen":', totals.collectedFen)
    this.appendNumber(',"payFen":', totals.payFen)
    this.appendText('},"pay":')
    this.appendFigure(statement.pay)
    this.appendNumber(',"accrualFen":', statement.accrualFen)
    this.appendText(',"accrual":')
    this.appendFigure(statement.accrual)
    this.appendNumber(',"uncollectedFen":', statement.uncollectedFen)
    if (indicators !== undefined) {
      this.appendText(',"indicators":')
      this.appendEach(indicators, this.appendFigure)
    }
    this.appendText(',"verdict":{"proposal":')
    this.appendString(verdict.proposal)
    this.appendText(',"decision":')
    this.append(verdict.decision)
    this.appendText(',"final":')
    this.appendString(verdict.final)
    this.appendText(',"reasons":')
    this.appendEach(verdict.reasons, this.appendReason)
    this.appendText('},"proposals":')
    this.appendEach(statement.proposals, this.appendProposal)
    this.appendText(',"informationLines":')
    this.appendEach(statement.informationLines, this.appendInformation)
    this.appendText(',"differences":')
    this.appendEach(statement.differences, this.appendDifference)
    this.appendText('}')
  }

  private readonly appendStatementLine = (line: StatementLine): void => {
    const known = (line as MayBeShared)[written]
    if (known?.bytes) {
      this.appendBytes(known.bytes)
      return
    }
    const start = this.end
    this.appendText('{"code":')
    this.appendString(line.code)
    this.appendText(',"label":')
    this.appendString(line.label)
    this.appendText(',"kind":')
    this.appendString(line.kind)
    this.appendNumber(',"amountFen":', line.amountFen)
    this.appendText(',"figure":')
    this.appendFigure(line.figure)
    this.appendText('}')
    if (known) this.keep(known, start)
  }

  private readonly appendFigure = (figure: Figure): void => {
    const known = (figure as MayBeShared)[written]
    if (known?.bytes) {
      this.appendBytes(known.bytes)
      return
    }
    const start = this.end
    if (known) {
      this.appendOwnFigure(figure)
      this.keep(known, start)
      return
    }
    const { figures, starts, ends } = this
    for (let index = 0; index < figures.length; index += 1) {
      if (figures[index] !== figure) continue
      this.appendAgain(starts[index] as number, ends[index] as number)
      return
    }
    this.appendOwnFigure(figure)
    if (figures.length >= mostKnownFigures) return
    starts[figures.length] = start
    ends[figures.length] = this.end
    figures.push(figure)
  }

  private appendOwnFigure(figure: Figure): void {
    const frame = this.frameOf(figure)
    this.appendBytes(frame.name)
    this.appendText(String(figure.value))
    this.appendBytes(frame.unit)
    this.appendString(figure.sentence)
    this.appendBytes(frame.law)
    this.appendEach(figure.facts, this.appendFact)
    this.appendBytes(frame.block)
    this.appendFigures(figure.inputs)
    this.appendText('}')
  }

  /** The same figures are often added up again. */
  private appendFigures(figures: Figure[]): void {
    const known = (figures as MayBeShared)[written]
    if (known?.bytes) {
      this.appendBytes(known.bytes)
      return
    }
    const start = this.end
    this.appendEach(figures, this.appendFigure)
    if (known) this.keep(known, start)
  }

  private readonly appendFact = (fact: FactRef): void => {
    this.appendText('{"name":')
    this.appendString(fact.name)
    this.appendText(',"label":')
    this.appendString(fact.label)
    this.appendText(',"value":')
    this.append(fact.value)
    this.appendText(',"unit":')
    this.appendString(fact.unit)
    this.appendText(',"text":')
    this.appendString(fact.text)
    this.appendText('}')
  }

  private readonly appendReason = (reason: VerdictReason): void => {
    const known = (reason as MayBeShared)[written]
    if (known?.bytes) {
      this.appendBytes(known.bytes)
      return
    }
    const start = this.end
    this.appendText('{"code":')
    this.appendString(reason.code)
    this.appendText(reason.met ? ',"met":true,"sentence":' : ',"met":false,"sentence":')
    this.appendString(reason.sentence)
    this.appendText(',"article":')
    this.appendArticle(reason.article)
    this.appendText('}')
    if (known) this.keep(known, start)
  }

  private readonly appendProposal = (proposal: Proposal): void => {
    this.appendText('{"kind":')
    this.appendString(proposal.kind)
    this.appendText(',"grounds":')
    this.appendString(proposal.grounds)
    this.appendText(',"article":')
    this.appendArticle(proposal.article)
    this.appendText(',"sentence":')
    this.appendString(proposal.sentence)
    this.appendText(',"amountFen":')
    this.appendText(String(proposal.amountFen))
    this.appendText(',"figure":')
    if (proposal.figure === null) this.appendText('null')
    else this.appendFigure(proposal.figure)
    this.appendText('}')
  }

  private readonly appendInformation = (line: InformationLine): void => {
    const known = (line as MayBeShared)[written]
    if (known?.bytes) {
      this.appendBytes(known.bytes)
      return
    }
    const start = this.end
    this.appendText('{"code":')
    this.appendString(line.code)
    this.appendText(',"sentence":')
    this.appendString(line.sentence)
    this.appendText(',"article":')
    if (line.article === null) this.appendText('null')
    else this.appendArticle(line.article)
    this.appendText('}')
    if (known) this.keep(known, start)
  }

  private readonly appendDifference = (difference: CountDifference): void => {
    this.appendText('{"code":')
    this.appendString(difference.code)
    this.appendText(',"label":')
    this.appendString(difference.label)
    this.appendNumber(',"local":', difference.local)
    this.appendNumber(',"provincial":', difference.provincial)
    this.appendNumber(',"delta":', difference.delta)
    this.appendText(',"sentence":')
    this.appendString(difference.sentence)
    this.appendText('}')
  }

  private appendArticle(article: ArticleRef): void {
    const known = (article as MayBeShared)[written]
    if (known?.bytes) {
      this.appendBytes(known.bytes)
      return
    }
    const start = this.end
    this.appendFields(article)
    if (known) this.keep(known, start)
  }

  private frameOf(figure: Figure): Frame {
    const known = this.frames.get(figure.code)
    const held = known?.find(({ of }) => isFramedAlike(of, figure))
    if (held) return held
    const frame = frameFor(figure)
    if (this.frameCount >= mostFrames) {
      this.frames.clear()
      this.frameCount = 0
    }
    this.frameCount += 1
    if (known) known.push(frame)
    else this.frames.set(figure.code, [frame])
    return frame
  }
}

function isStatement(value: object): value is Statement {
  return (value as Statement).workerReference !== undefined
}

function isFramedAlike(one: Figure, other: Figure): boolean {
  return (
    one.articles === other.articles &&
    one.parameters === other.parameters &&
    one.block === other.block &&
    one.label === other.label &&
    one.unit === other.unit
  )
}

function frameFor(of: Figure): Frame {
  const { code, label, unit, articles, parameters, block } = of
  const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))
  const textOf = (value: unknown) => JSON.stringify(value)
  return {
    of,
    name: bytesOf(`{"code":${textOf(code)},"label":${textOf(label)},"value":`),
    unit: bytesOf(`,"unit":${textOf(unit)},"sentence":`),
    law: bytesOf(`,"articles":${textOf(articles)},"parameters":${textOf(parameters)},"facts":`),
    block: bytesOf(`,"block":${textOf(block)},"inputs":`),
  }
}
