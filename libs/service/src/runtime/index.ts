export type { Reading, ReadingsPage } from './readings.js';
export { OperationsController, type ParkedMessageShown } from './operations.controller.js';
export { Platform } from './platform.js';
export { Service } from './service.js';
export type { ServiceDefinition, ServiceRunners } from './service-definition.js';
