-- Approved leaves that touch a month are asked for with every closing.
CREATE INDEX `leave_request_state_toDay_idx` ON `leave_request`(`state`, `toDay`);
