/**
 * Calls somebody back whose phone is in a pocket: by sound, by vibration and by a notification.
 * Whatever a browser has not, or was not allowed, is left out without a word.
 */

/** How long each of three tones sounds, and the silence after it. */
const TONE_S = 0.45
const GAP_S = 0.15
const PITCHES_HZ = [660, 880, 1320] as const
const ROUNDS = 3
const TAG = 'flapover-back'

export class Bell {
  #audio: AudioContext | null = null

  /** A browser makes no sound until somebody has touched the page: call this in a touch. */
  arm(): void {
    try {
      this.#audio ??= new AudioContext()
      void this.#audio.resume().catch(() => undefined)
    } catch {
      // No sound here.
    }
  }

  ring(): void {
    this.arm()
    this.#play()
    try {
      navigator.vibrate([400, 150, 400, 150, 800])
    } catch {
      // This phone does not shake.
    }
  }

  quiet(): void {
    void this.#audio?.close().catch(() => undefined)
    this.#audio = null
    try {
      navigator.vibrate(0)
    } catch {
      // It did not shake either.
    }
  }

  #play(): void {
    const audio = this.#audio
    if (audio === null) return
    for (let n = 0; n < ROUNDS * PITCHES_HZ.length; n++) {
      const from = audio.currentTime + n * (TONE_S + GAP_S)
      const tone = audio.createOscillator()
      const loudness = audio.createGain()
      tone.frequency.value = PITCHES_HZ[n % PITCHES_HZ.length] ?? 880
      loudness.gain.setValueAtTime(0.0001, from)
      loudness.gain.exponentialRampToValueAtTime(0.6, from + 0.03)
      loudness.gain.exponentialRampToValueAtTime(0.0001, from + TONE_S)
      tone.connect(loudness).connect(audio.destination)
      tone.start(from)
      tone.stop(from + TONE_S)
    }
  }
}

export type Warning = 'absent' | 'default' | 'granted' | 'denied'

/** Whether a notification can be shown, or can still be asked for. */
export function warning(): Warning {
  return 'Notification' in globalThis ? Notification.permission : 'absent'
}

/** Ask in a tap, and only then; a page that asks by itself is refused, and rightly. */
export async function askWarning(): Promise<Warning> {
  try {
    return await Notification.requestPermission()
  } catch {
    return warning()
  }
}

/** On a phone only a service worker may show one; elsewhere the page itself can. */
export async function notify(title: string, body: string): Promise<void> {
  if (warning() !== 'granted') return
  try {
    const options = { body, tag: TAG, requireInteraction: true }
    const worker = await navigator.serviceWorker.getRegistration()
    if (worker) await worker.showNotification(title, options)
    else new Notification(title, options)
  } catch {
    // The sound and the screen have to do.
  }
}

/** Keeps the screen on while it is asked for; a phone that cannot just goes dark. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let wanted = true
  const take = () => {
    if (!wanted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    navigator.wakeLock.request('screen').then(
      (got) => {
        if (wanted) lock = got
        else void got.release()
      },
      () => undefined,
    )
  }
  // A lock is lost with the screen: take it anew when it comes back.
  document.addEventListener('visibilitychange', take)
  take()
  return () => {
    wanted = false
    document.removeEventListener('visibilitychange', take)
    void lock?.release().catch(() => undefined)
  }
}
