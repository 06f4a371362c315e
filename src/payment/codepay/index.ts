/** The CodePay gateway: what the till needs to open it. */
export { type Credentials, createCodePayGateway } from './client.ts';
export { readPrivateKey, readPublicKey, rsa2Signer, rsa2Verifier } from './signing.ts';
