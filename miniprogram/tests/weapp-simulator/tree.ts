import type { TreeNode } from './types'

/** Every node that fits, outer ones before what is in them. */
export function findNodes(node: TreeNode, fits: (node: TreeNode) => boolean): TreeNode[] {
  const inside = (node.cn ?? []).flatMap((child) => findNodes(child, fits))
  return fits(node) ? [node, ...inside] : inside
}

export function textOf(node: TreeNode): string {
  if (node.v !== undefined && node.v !== null && !node.cn?.length) return String(node.v)
  return (node.cn ?? []).map(textOf).join('')
}
