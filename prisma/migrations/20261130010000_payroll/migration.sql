CREATE TABLE `pay_table` (
  `id` BINARY(16) NOT NULL,
  `townshipCode` VARCHAR(12) NOT NULL,
  `period` VARCHAR(7) NOT NULL,
  `regulation` VARCHAR(32) NOT NULL,
  `state` ENUM('prepared','signed','sealed','returned','approved') NOT NULL,
  `revision` INT UNSIGNED NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `pay_table_townshipCode_period_key` (`townshipCode`, `period`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `pay_table_revision` (
  `tableId` BINARY(16) NOT NULL,
  `revision` INT UNSIGNED NOT NULL,
  `workerCount` INT UNSIGNED NOT NULL,
  `totalFen` BIGINT NOT NULL,
  `heldFen` BIGINT NOT NULL,
  `correction` VARCHAR(1000) NULL,
  `notes` JSON NOT NULL,
  PRIMARY KEY (`tableId`, `revision`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `pay_table_step` (
  `tableId` BINARY(16) NOT NULL,
  `revision` INT UNSIGNED NOT NULL,
  `kind` ENUM('prepared','signed','sealed','returned','approved') NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `at` DATETIME(3) NOT NULL,
  `reason` VARCHAR(1000) NULL,
  `fileKey` VARCHAR(240) NULL,
  PRIMARY KEY (`tableId`, `revision`, `kind`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `pay_table_line` (
  `tableId` BINARY(16) NOT NULL,
  `revision` INT UNSIGNED NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `lineCode` VARCHAR(64) NOT NULL,
  `position` INT UNSIGNED NOT NULL,
  `kind` ENUM('earning','deduction','yearEnd','leaver','review') NOT NULL,
  `label` VARCHAR(120) NOT NULL,
  `amountFen` INT NOT NULL,
  `article` VARCHAR(32) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `workerKind` ENUM('rural','communityPartTime','communityFullTime') NOT NULL,
  `heldCause` VARCHAR(32) NULL,
  PRIMARY KEY (`tableId`, `revision`, `accountId`, `month`, `lineCode`),
  INDEX `pay_table_line_accountId_idx` (`accountId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `pay_table_objection` (
  `id` BINARY(16) NOT NULL,
  `tableId` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `lineCode` VARCHAR(64) NOT NULL,
  `objector` ENUM('worker','county') NOT NULL,
  `raisedBy` BINARY(16) NOT NULL,
  `raisedAt` DATETIME(3) NOT NULL,
  `text` VARCHAR(1000) NOT NULL,
  `recognisedFen` INT NULL,
  `state` ENUM('open','upheld','rejected') NOT NULL,
  `answer` VARCHAR(1000) NULL,
  `answeredBy` BINARY(16) NULL,
  `answeredAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `pay_table_objection_tableId_state_idx` (`tableId`, `state`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `ledger_entry` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `tableId` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `kind` ENUM('due','paid','failed','repaid','held','released') NOT NULL,
  `amountFen` INT NOT NULL,
  `owedFen` INT NOT NULL,
  `heldFen` INT NOT NULL,
  `lineCode` VARCHAR(64) NULL,
  `transferId` BINARY(16) NULL,
  `cause` VARCHAR(32) NOT NULL,
  `reason` VARCHAR(500) NULL,
  `article` VARCHAR(32) NOT NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `ledger_entry_tableId_accountId_month_idx` (`tableId`, `accountId`, `month`),
  INDEX `ledger_entry_transferId_idx` (`transferId`),
  CONSTRAINT `ledger_entry_signs` CHECK (
    (`kind` = 'due' AND `owedFen` = `amountFen` AND `heldFen` = 0) OR
    (`kind` IN ('paid', 'repaid') AND `owedFen` = -`amountFen` AND `heldFen` = 0) OR
    (`kind` = 'failed' AND `owedFen` IN (0, `amountFen`) AND `heldFen` = 0) OR
    (`kind` = 'held' AND `owedFen` = 0 AND `heldFen` = `amountFen`) OR
    (`kind` = 'released' AND `owedFen` = 0 AND `heldFen` = -`amountFen`)
  )
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `payment_batch` (
  `id` BINARY(16) NOT NULL,
  `tableId` BINARY(16) NOT NULL,
  `number` INT UNSIGNED NOT NULL,
  `throughEntry` BIGINT UNSIGNED NOT NULL,
  `transferCount` INT UNSIGNED NOT NULL,
  `totalFen` BIGINT NOT NULL,
  `createdBy` BINARY(16) NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `payment_batch_tableId_number_key` (`tableId`, `number`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `payment_transfer` (
  `id` BINARY(16) NOT NULL,
  `batchId` BINARY(16) NOT NULL,
  `tableId` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `amountFen` INT NOT NULL,
  `parts` JSON NOT NULL,
  `state` ENUM('waiting','paid','failed','repaid') NOT NULL,
  `reason` VARCHAR(500) NULL,
  `changedAt` DATETIME(3) NOT NULL,
  `changedBy` BINARY(16) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `payment_transfer_tableId_idx` (`tableId`),
  INDEX `payment_transfer_accountId_idx` (`accountId`),
  UNIQUE INDEX `payment_transfer_batchId_accountId_key` (`batchId`, `accountId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

-- What was signed, and the ledger, is only ever added to.

CREATE TRIGGER `ledger_entry_no_update` BEFORE UPDATE ON `ledger_entry`
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_entry is only ever added to';

CREATE TRIGGER `ledger_entry_no_delete` BEFORE DELETE ON `ledger_entry`
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_entry is only ever added to';

CREATE TRIGGER `pay_table_line_no_update` BEFORE UPDATE ON `pay_table_line`
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_table_line is only ever added to';

CREATE TRIGGER `pay_table_line_no_delete` BEFORE DELETE ON `pay_table_line`
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_table_line is only ever added to';

CREATE TRIGGER `pay_table_step_no_update` BEFORE UPDATE ON `pay_table_step`
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_table_step is only ever added to';

CREATE TRIGGER `pay_table_step_no_delete` BEFORE DELETE ON `pay_table_step`
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_table_step is only ever added to';

CREATE TRIGGER `pay_table_revision_no_update` BEFORE UPDATE ON `pay_table_revision`
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_table_revision is only ever added to';

CREATE TRIGGER `pay_table_revision_no_delete` BEFORE DELETE ON `pay_table_revision`
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_table_revision is only ever added to';
