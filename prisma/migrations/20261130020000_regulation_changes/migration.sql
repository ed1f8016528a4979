-- A county's own values of its regulation: drafts, their publication, their simulation, and bindings.
ALTER TABLE `regulation_binding`
  ADD COLUMN `title` VARCHAR(120) NULL,
  ADD COLUMN `documentNumber` VARCHAR(64) NULL,
  ADD COLUMN `changeId` BINARY(16) NULL;

CREATE TABLE `regulation_change` (
  `id` BINARY(16) NOT NULL,
  `areaCode` VARCHAR(12) NOT NULL,
  `kind` ENUM('values','binding') NOT NULL,
  `regulation` VARCHAR(32) NOT NULL,
  `firstMonth` CHAR(7) NOT NULL,
  `content` JSON NOT NULL,
  `reason` VARCHAR(500) NOT NULL,
  `documentNumber` VARCHAR(64) NOT NULL,
  `state` ENUM('draft','submitted','returned','published','dropped') NOT NULL,
  `version` INT UNSIGNED NOT NULL DEFAULT 1,
  `authorId` BINARY(16) NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  `changedAt` DATETIME(3) NOT NULL,
  `submittedAt` DATETIME(3) NULL,
  `decidedBy` BINARY(16) NULL,
  `decidedAt` DATETIME(3) NULL,
  `decisionReason` VARCHAR(500) NULL,
  PRIMARY KEY (`id`),
  INDEX `regulation_change_areaCode_changedAt_idx` (`areaCode`, `changedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `county_value` (
  `id` BINARY(16) NOT NULL,
  `areaCode` VARCHAR(12) NOT NULL,
  `regulation` VARCHAR(32) NOT NULL,
  `name` VARCHAR(64) NOT NULL,
  `startsOn` DATE NOT NULL,
  `value` JSON NOT NULL,
  `documentNumber` VARCHAR(64) NOT NULL,
  `changeId` BINARY(16) NOT NULL,
  `authorId` BINARY(16) NOT NULL,
  `publisherId` BINARY(16) NOT NULL,
  `publishedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `county_value_areaCode_regulation_name_startsOn_idx` (`areaCode`, `regulation`, `name`, `startsOn`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `regulation_simulation` (
  `id` BINARY(16) NOT NULL,
  `areaCode` VARCHAR(12) NOT NULL,
  `regulation` VARCHAR(32) NOT NULL,
  `changeId` BINARY(16) NULL,
  `changeVersion` INT UNSIGNED NULL,
  `scenarios` JSON NOT NULL,
  `months` JSON NOT NULL,
  `state` ENUM('running','done','failed') NOT NULL,
  `doneCount` INT UNSIGNED NOT NULL DEFAULT 0,
  `totalCount` INT UNSIGNED NOT NULL DEFAULT 0,
  `message` VARCHAR(500) NULL,
  `result` JSON NULL,
  `startedBy` BINARY(16) NOT NULL,
  `startedAt` DATETIME(3) NOT NULL,
  `endedAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `regulation_simulation_areaCode_startedAt_idx` (`areaCode`, `startedAt`),
  INDEX `regulation_simulation_changeId_startedAt_idx` (`changeId`, `startedAt`),
  INDEX `regulation_simulation_state_idx` (`state`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
