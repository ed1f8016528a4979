import { useEffect, useRef, useState } from 'react'
import { type Located, locate } from './location'

/** Where the person is, asked once when the screen opens and again when he wants. */
export function usePosition() {
  const [located, setLocated] = useState<Located | null>(null)
  const serial = useRef(0)
  const again = () => {
    serial.current += 1
    const mine = serial.current
    setLocated(null)
    void locate().then((result) => {
      if (serial.current === mine) setLocated(result)
    })
  }
  useEffect(again, [])
  return { located, again }
}
