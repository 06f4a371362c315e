import { refundContract } from '../../contracts/refunds.ts';
import { codePayRig } from '../../support/gateway-rig.ts';

refundContract('CodePay over HTTP', codePayRig);
