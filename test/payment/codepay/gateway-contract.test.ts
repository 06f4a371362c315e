import { gatewayContract } from '../../contracts/gateway.ts';
import { codePayRig } from '../../support/gateway-rig.ts';

gatewayContract('CodePay over HTTP', codePayRig);
