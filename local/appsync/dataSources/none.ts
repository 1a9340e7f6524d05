import { mappingError } from '../errors.ts';
import type { DataSourceClient } from './dataSource.ts';
import { isRecord } from './requestFields.ts';

/**
 * The data source that returns its payload unchanged (AWS AppSync developer guide, "JavaScript resolver function
 * reference for None data source").
 * @throws ResolverError for a request that is not an object
 */
export const none: DataSourceClient = {
  invoke(request) {
    if (!isRecord(request)) return Promise.reject(mappingError("Value for field '$[payload]' not found."));
    return Promise.resolve(request['payload'] ?? null);
  },
};
