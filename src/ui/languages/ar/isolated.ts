/** What stands in Arabic text and may run the other way, such as `12.30 USD`: kept together by Unicode's isolates. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
