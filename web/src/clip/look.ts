/** Whether this phone can play a file: said before 100 MB are sent for nothing. */

const PATIENCE_MS = 8_000

/** True also when the phone takes long to say: then the server judges. */
export function lookAt(file: File): Promise<boolean> {
  const address = URL.createObjectURL(file)
  const video = document.createElement('video')
  video.preload = 'metadata'
  video.muted = true
  return new Promise<boolean>((resolve) => {
    const patience = setTimeout(resolve, PATIENCE_MS, true)
    video.onloadedmetadata = () => {
      clearTimeout(patience)
      resolve(video.videoWidth > 0)
    }
    video.onerror = () => {
      clearTimeout(patience)
      resolve(false)
    }
    video.src = address
  }).finally(() => {
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(address)
  })
}
