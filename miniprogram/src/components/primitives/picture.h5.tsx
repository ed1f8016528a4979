import type { PictureProps } from './types'

export function Picture({ className, src, alt, fit = 'cover', onBroken }: PictureProps) {
  return (
    <img
      className={className}
      src={src}
      alt={alt}
      loading="lazy"
      style={{ objectFit: fit }}
      onError={() => onBroken?.()}
    />
  )
}
