import type { Option } from '@/components/choice'

/** The choices of a table of labels, in its order. */
export function optionsOf<Value extends string>(
  labels: Record<Value, string>,
  notes: Partial<Record<Value, string>> = {},
): Option<Value>[] {
  return (Object.keys(labels) as Value[]).map((value) => ({
    value,
    label: labels[value],
    note: notes[value],
  }))
}
