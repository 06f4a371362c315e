export { camera } from './camera.ts';
export { practice } from './practice.ts';
