import { readFileSync } from 'node:fs'

/** Linux counts a process's time in hundredths of a second. */
const tickMicroseconds = 10_000

/** CPU time that a process has used, of the user and of the kernel on its behalf. */
export function cpuMicrosecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // the name in brackets may hold blanks; user and system time are the 12th and 13th after it
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMicroseconds
}
