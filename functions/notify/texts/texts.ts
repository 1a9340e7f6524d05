/** What a push says in one language. A name is already a text of its own direction. */
export interface Texts {
  /** Stands for a person whose name is unknown. */
  readonly somebody: string;
  readonly requested: (name: string) => string;
  readonly accepted: (name: string) => string;
  readonly declined: (name: string) => string;
  readonly withdrawn: (name: string) => string;
  /** Somebody has cancelled an accepted request, or a block or a suspension has: it does not say who, or why. */
  readonly cancelled: (name: string) => string;
  readonly tripDeleted: (name: string) => string;
  readonly accountRemoved: (name: string) => string;
  readonly moved: (name: string) => string;
  readonly found: (name: string) => string;
  /** From where to where, and when. */
  readonly route: (from: string, to: string, day: string) => string;
}
