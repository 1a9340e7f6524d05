import type { TakeIt } from '../stories/takeIt.ts';

/** What all test files of a run share. */
export interface Shared {
  dynamodb: Engine;
  /** The folder of the synthesized cloud assembly of the stage `dev`. */
  assembly: string;
  /** The stories' Take It. */
  takeIt: TakeIt;
  /** The web app of the browser tests, with a Take It of its own. */
  app: ServedApp;
  /** True when the code that many hosts serve is checked. A host checks the rest when it starts. */
  checkedCode: true;
}

/** A DynamoDB Local. It keeps a database for each access key. */
export interface Engine {
  readonly endpoint: string;
}

/** Where the browser tests' app is. */
export interface ServedApp {
  readonly url: string;
  /** Answers the confirmation code that was made for `?email=`, as no message is sent. */
  readonly codes: string;
  /** The Take It behind it. Tests bring their own people by the API, and look at what the app shows them. */
  readonly takeIt: TakeIt;
}

/** Something that test files share, and how it ends. */
export interface Started<Value> {
  readonly value: Value;
  readonly close?: () => Promise<void>;
}
