/**
 * Whether the tablet's camera can be offered, and if not, why. `insecure`: browsers lend it to no page that comes over
 * plain HTTP from another machine.
 */
export type CameraState = 'ready' | 'off' | 'insecure' | 'missing';
