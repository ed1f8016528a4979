import { useRef } from 'react'

/** The newest answer there is: the one before stays in sight until the next has come. */
export function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef(value)
  if (value !== undefined) last.current = value
  return value ?? last.current
}
