import { Image } from '@tarojs/components'
import type { PictureProps } from './types'

export function Picture({ className, src, alt, fit = 'cover', onBroken }: PictureProps) {
  return (
    <Image
      className={className}
      src={src}
      mode={fit === 'cover' ? 'aspectFill' : 'aspectFit'}
      ariaLabel={alt}
      lazyLoad
      onError={() => onBroken?.()}
    />
  )
}
