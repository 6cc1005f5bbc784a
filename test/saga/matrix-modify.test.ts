import { MODIFY_FAULTS } from './faults.ts'
import { testColumns } from './matrix.ts'

testColumns('modify', MODIFY_FAULTS)
