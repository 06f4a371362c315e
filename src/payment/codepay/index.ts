/** The CodePay gateway: what the till needs to open it. */
export { type CodePayParts, type Credentials, createCodePayGateway } from './client.ts';
export {
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
  type Signer,
  type Verifier,
} from './signing.ts';
