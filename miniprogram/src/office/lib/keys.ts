/** A phone inside WeChat has neither keys nor a focus to move. */
export function useKeys(_handlers: Readonly<Record<string, () => void>>, _enabled = true) {}

export function useEnter(_listId: string, _run: () => void, _enabled = true) {}

export function useSendKey(_send: () => void) {}

export function focusField(_id: string) {}

export function leaveField() {}

export const hasKeys = false
