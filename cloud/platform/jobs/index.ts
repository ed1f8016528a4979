export { createJobs, type Job, type JobRun, type Jobs, type Schedule } from './jobs'
export { createLeaseStore, type LeaseStore } from './lease.store'
