import { DELETE_FAULTS } from './faults.ts'
import { testColumns } from './matrix.ts'

testColumns('delete', DELETE_FAULTS)
