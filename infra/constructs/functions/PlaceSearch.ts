import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';

import { NodeFunction } from './NodeFunction.ts';

/** The search for cities to travel from and to. */
export class PlaceSearch extends Construct {
  /** The resolver of places. It needs no data of the app, so it may do nothing but log. */
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      folder: 'find-places',
      description: 'Finds cities by the beginning of a name',
      timeout: Duration.seconds(5),
      // Loading the cities takes processor time, which grows with the memory.
      memorySize: 1024,
      environment: {},
    });
  }
}
