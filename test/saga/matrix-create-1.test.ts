import { CREATE_FAULTS } from './faults.ts'
import { testColumns } from './matrix.ts'

testColumns('create', CREATE_FAULTS.slice(0, 8))
