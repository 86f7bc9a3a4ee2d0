import { startTestGateway } from '../../support/gateway.js'
import { goldenSuite } from './golden.js'

goldenSuite('on embedded engines', startTestGateway)
