/** The one door: every endpoint there is. Path parameters are written `:name`. */
import { accountEndpoints } from './accounts';
import { annotationEndpoints } from './annotations';
import { articleEndpoints } from './articles';
import { interchangeEndpoints } from './interchange';
import { scriptEndpoints } from './scripts';
import { searchEndpoints } from './search';

export const endpoints = {
  ...accountEndpoints,
  ...articleEndpoints,
  ...scriptEndpoints,
  ...annotationEndpoints,
  ...interchangeEndpoints,
  ...searchEndpoints,
} as const;

export type Endpoints = typeof endpoints;
export type EndpointKey = keyof Endpoints;
