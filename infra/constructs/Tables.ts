import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

import { SEARCH_INDEXES, TABLE } from '../../domain/keys.ts';
import type { Stage } from '../stage.ts';

export interface TablesProps {
  readonly stage: Stage;
}

/** The only table: trips, requests, contacts and accounts. Each person has their own partition. */
export class Tables extends Construct {
  readonly main: Table;

  constructor(scope: Construct, id: string, { stage }: TablesProps) {
    super(scope, id);
    const { maxRequestUnits: most } = stage;
    const limits = most === null ? {} : { maxReadRequestUnits: most, maxWriteRequestUnits: most };
    this.main = new Table(this, 'Main', {
      partitionKey: { name: TABLE.partitionKey, type: AttributeType.STRING },
      sortKey: { name: TABLE.sortKey, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: TABLE.timeToLive,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removalPolicy,
      ...limits,
    });
    for (const { name, partitionKey, sortKey } of Object.values(SEARCH_INDEXES)) {
      this.main.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: { name: partitionKey, type: AttributeType.STRING },
        sortKey: { name: sortKey, type: AttributeType.STRING },
        // A search returns whole trips; with any other projection it would read each trip again.
        projectionType: ProjectionType.ALL,
        // A lower limit than the table's would throttle writes to the table.
        ...limits,
      });
    }
  }
}
