/**
 * Which properties of the served types the host heeds, and which have no effect on what a client sees.
 * Any other property of these types is refused: nothing is guessed.
 */
export interface ServedType {
  readonly heeded: readonly string[];
  readonly noEffect: readonly string[];
}

const table: ServedType = {
  heeded: [
    'TableName',
    'AttributeDefinitions',
    'KeySchema',
    'GlobalSecondaryIndexes',
    'LocalSecondaryIndexes',
    'StreamSpecification',
    'TimeToLiveSpecification',
  ],
  noEffect: [
    'BillingMode',
    'ContributorInsightsSpecification',
    'DeletionProtectionEnabled',
    'KinesisStreamSpecification',
    'OnDemandThroughput',
    'PointInTimeRecoverySpecification',
    'ProvisionedThroughput',
    'ResourcePolicy',
    'SSESpecification',
    'TableClass',
    'Tags',
    'WarmThroughput',
  ],
};

/** By resource type. */
export const servedTypes: Readonly<Record<string, ServedType>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': {
    heeded: [...table.heeded, 'Replicas'],
    noEffect: [
      ...table.noEffect,
      'WriteProvisionedThroughputSettings',
      'WriteOnDemandThroughputSettings',
      'MultiRegionConsistency',
    ],
  },
  'AWS::Cognito::UserPool': {
    heeded: [
      'UserPoolName',
      'AccountRecoverySetting',
      'AdminCreateUserConfig',
      'AliasAttributes',
      'AutoVerifiedAttributes',
      'MfaConfiguration',
      'Policies',
      'Schema',
      'UsernameAttributes',
      'UsernameConfiguration',
    ],
    noEffect: [
      'DeletionProtection',
      'DeviceConfiguration',
      'EmailAuthenticationMessage',
      'EmailAuthenticationSubject',
      'EmailConfiguration',
      'EmailVerificationMessage',
      'EmailVerificationSubject',
      'EnabledMfas',
      'SmsAuthenticationMessage',
      'SmsConfiguration',
      'SmsVerificationMessage',
      'UserAttributeUpdateSettings',
      'UserPoolAddOns',
      'UserPoolTags',
      'UserPoolTier',
      'VerificationMessageTemplate',
    ],
  },
  'AWS::Cognito::UserPoolClient': {
    heeded: [
      'UserPoolId',
      'ClientName',
      'AccessTokenValidity',
      'AllowedOAuthFlows',
      'AllowedOAuthFlowsUserPoolClient',
      'AllowedOAuthScopes',
      'CallbackURLs',
      'DefaultRedirectURI',
      'ExplicitAuthFlows',
      'GenerateSecret',
      'IdTokenValidity',
      'LogoutURLs',
      'PreventUserExistenceErrors',
      'ReadAttributes',
      'RefreshTokenRotation',
      'RefreshTokenValidity',
      'SupportedIdentityProviders',
      'TokenValidityUnits',
      'WriteAttributes',
    ],
    noEffect: ['AnalyticsConfiguration', 'AuthSessionValidity', 'EnableTokenRevocation'],
  },
  'AWS::Cognito::UserPoolGroup': {
    heeded: ['GroupName', 'UserPoolId', 'Description', 'Precedence', 'RoleArn'],
    noEffect: [],
  },
  'AWS::AppSync::GraphQLApi': {
    heeded: [
      'Name',
      'AuthenticationType',
      'AdditionalAuthenticationProviders',
      'UserPoolConfig',
      'ApiType',
      'EnvironmentVariables',
      'IntrospectionConfig',
      'QueryDepthLimit',
      'ResolverCountLimit',
    ],
    noEffect: ['EnhancedMetricsConfig', 'LogConfig', 'OwnerContact', 'Tags', 'Visibility', 'XrayEnabled'],
  },
  'AWS::AppSync::GraphQLSchema': { heeded: ['ApiId', 'Definition', 'DefinitionS3Location'], noEffect: [] },
  'AWS::AppSync::ApiKey': { heeded: ['ApiId', 'ApiKeyId', 'Expires'], noEffect: ['Description'] },
  'AWS::AppSync::DataSource': {
    heeded: ['ApiId', 'Name', 'Type', 'DynamoDBConfig', 'LambdaConfig'],
    noEffect: ['Description', 'MetricsConfig', 'ServiceRoleArn'],
  },
  'AWS::AppSync::FunctionConfiguration': {
    heeded: ['ApiId', 'Name', 'DataSourceName', 'Code', 'CodeS3Location', 'Runtime', 'FunctionVersion', 'MaxBatchSize'],
    noEffect: ['Description'],
  },
  'AWS::AppSync::Resolver': {
    heeded: [
      'ApiId',
      'TypeName',
      'FieldName',
      'Kind',
      'DataSourceName',
      'Code',
      'CodeS3Location',
      'Runtime',
      'PipelineConfig',
      'MaxBatchSize',
    ],
    noEffect: ['MetricsConfig'],
  },
  'AWS::Lambda::Function': {
    heeded: [
      'FunctionName',
      'Code',
      'Environment',
      'Handler',
      'MemorySize',
      'PackageType',
      'Role',
      'Runtime',
      'Timeout',
    ],
    noEffect: [
      'Architectures',
      'DeadLetterConfig',
      'Description',
      'KmsKeyArn',
      'LoggingConfig',
      'RecursiveLoop',
      'ReservedConcurrentExecutions',
      'RuntimeManagementConfig',
      'SnapStart',
      'Tags',
      'TracingConfig',
    ],
  },
  'AWS::Lambda::EventSourceMapping': {
    heeded: [
      'EventSourceArn',
      'FunctionName',
      'BatchSize',
      'BisectBatchOnFunctionError',
      'DestinationConfig',
      'Enabled',
      'FilterCriteria',
      'FunctionResponseTypes',
      'MaximumBatchingWindowInSeconds',
      'MaximumRecordAgeInSeconds',
      'MaximumRetryAttempts',
      'ParallelizationFactor',
      'StartingPosition',
    ],
    noEffect: ['KmsKeyArn', 'MetricsConfig', 'Tags'],
  },
};

/** Types, and families of types, that a client of the API never notices. */
export const ignored =
  /^(AWS::(IAM|Logs|CloudWatch|WAFv2|KMS|SNS|SQS|SSM|Backup|Budgets|XRay|ApplicationAutoScaling|S3|CloudFront|Route53|CertificateManager)::\w+|AWS::CDK::Metadata|AWS::Lambda::(LayerVersion|Permission|Version)|AWS::Cognito::(ManagedLoginBranding|UserPoolDomain|UserPoolIdentityProvider|UserPoolRiskConfigurationAttachment|UserPoolUICustomizationAttachment)|Custom::(CDKBucketDeployment|LogRetention|S3AutoDeleteObjects))$/;

/** Types that only callers who sign for IAM notice: they get their credentials by them. */
export const forSigningCallers = /^AWS::Cognito::IdentityPool(RoleAttachment)?$/;
