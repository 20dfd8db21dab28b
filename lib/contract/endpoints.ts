/** The one door: every endpoint there is. Path parameters are written `:name`. */
import { accountEndpoints } from './accounts';
import { annotationEndpoints } from './annotations';
import { articleEndpoints } from './articles';
import { scriptEndpoints } from './scripts';

export const endpoints = {
  ...accountEndpoints,
  ...articleEndpoints,
  ...scriptEndpoints,
  ...annotationEndpoints,
} as const;

export type Endpoints = typeof endpoints;
export type EndpointKey = keyof Endpoints;
