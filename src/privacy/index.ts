export { namelessLine } from './audit-line.ts';
export { arePrivacyNotes, createRetention, type PrivacyNotes, type Retention } from './retention.ts';
