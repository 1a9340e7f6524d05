import { mappingError } from '../errors.ts';
import type { DataSourceClient } from './dataSource.ts';
import { isRecord } from './requestFields.ts';

/**
 * The data source that only hands its payload on (AWS AppSync developer guide, "JavaScript resolver function reference
 * for None data source"). Raises ResolverError for a request that is no object.
 */
export const none: DataSourceClient = {
  invoke(request) {
    if (!isRecord(request)) return Promise.reject(mappingError("Value for field '$[payload]' not found."));
    return Promise.resolve(request['payload'] ?? null);
  },
};
