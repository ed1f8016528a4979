export interface SpeechHandlers {
  /** What was understood since the last call; it is not taken back. */
  onText(text: string): void
  /** With a sentence when it ended for a reason the person should know. */
  onEnd(problem: string | null): void
}
