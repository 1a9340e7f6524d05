/**
 * The properties of a served type that the host supports, and those without effect on clients. The host rejects all
 * other properties of these types.
 */
export interface ServedType {
  readonly supported: readonly string[];
  readonly noEffect: readonly string[];
}

const table: ServedType = {
  supported: [
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
    supported: [...table.supported, 'Replicas'],
    noEffect: [
      ...table.noEffect,
      'WriteProvisionedThroughputSettings',
      'WriteOnDemandThroughputSettings',
      'MultiRegionConsistency',
    ],
  },
  'AWS::Cognito::UserPool': {
    supported: [
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
    supported: [
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
  'AWS::Events::Rule': {
    supported: ['ScheduleExpression', 'State', 'Targets'],
    noEffect: ['Description', 'Name', 'Tags'],
  },
  'AWS::Cognito::UserPoolGroup': {
    supported: ['GroupName', 'UserPoolId', 'Description', 'Precedence', 'RoleArn'],
    noEffect: [],
  },
  'AWS::AppSync::GraphQLApi': {
    supported: [
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
  'AWS::AppSync::GraphQLSchema': { supported: ['ApiId', 'Definition', 'DefinitionS3Location'], noEffect: [] },
  'AWS::AppSync::ApiKey': { supported: ['ApiId', 'ApiKeyId', 'Expires'], noEffect: ['Description'] },
  'AWS::AppSync::DataSource': {
    supported: ['ApiId', 'Name', 'Type', 'DynamoDBConfig', 'LambdaConfig'],
    noEffect: ['Description', 'MetricsConfig', 'ServiceRoleArn'],
  },
  'AWS::AppSync::FunctionConfiguration': {
    supported: [
      'ApiId',
      'Name',
      'DataSourceName',
      'Code',
      'CodeS3Location',
      'Runtime',
      'FunctionVersion',
      'MaxBatchSize',
    ],
    noEffect: ['Description'],
  },
  'AWS::AppSync::Resolver': {
    supported: [
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
    supported: [
      'FunctionName',
      'Code',
      'DeadLetterConfig',
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
  'AWS::Lambda::EventInvokeConfig': {
    supported: ['FunctionName', 'DestinationConfig', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'],
    noEffect: [],
  },
  'AWS::Lambda::EventSourceMapping': {
    supported: [
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

/** Types, and groups of types, without effect on clients of the API. */
export const ignored =
  /^(AWS::(IAM|Logs|CloudWatch|WAFv2|KMS|SNS|SQS|SSM|Backup|Budgets|XRay|ApplicationAutoScaling|S3|CloudFront|Route53|CertificateManager)::\w+|AWS::CDK::Metadata|AWS::Lambda::(LayerVersion|Permission|Version)|AWS::Cognito::(ManagedLoginBranding|UserPoolDomain|UserPoolIdentityProvider|UserPoolRiskConfigurationAttachment|UserPoolUICustomizationAttachment)|Custom::(CDKBucketDeployment|LogRetention|S3AutoDeleteObjects))$/;

/** Types that only affect callers with IAM signatures, because they provide their credentials. */
export const forSigningCallers = /^AWS::Cognito::IdentityPool(RoleAttachment)?$/;
