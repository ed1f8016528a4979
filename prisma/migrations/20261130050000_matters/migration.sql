ALTER TABLE `post` MODIFY `role` ENUM('worker','gridHead','villageHead','townshipOffice','townshipSigner','countyCentre','countyPolicy','department','systemAdministrator') NOT NULL;
ALTER TABLE `score_item` MODIFY `role` ENUM('worker','gridHead','villageHead','townshipOffice','townshipSigner','countyCentre','countyPolicy','department','systemAdministrator') NOT NULL;

CREATE TABLE `matter` (
  `id` BINARY(16) NOT NULL,
  `receiptNumber` VARCHAR(16) NOT NULL,
  `source` ENUM('report','resident','open311','office') NOT NULL,
  `classCode` VARCHAR(24) NOT NULL,
  `level` ENUM('ordinary','urgent','emergency') NOT NULL,
  `objectType` VARCHAR(12) NOT NULL,
  `circle` VARCHAR(12) NOT NULL,
  `text` TEXT NOT NULL,
  `placeText` VARCHAR(120) NULL,
  `longitude` DOUBLE NULL,
  `latitude` DOUBLE NULL,
  `datum` ENUM('wgs84','gcj02') NULL,
  `accuracyMeters` DOUBLE NULL,
  `placeCell` INT UNSIGNED NULL,
  `textFingerprint` BIGINT UNSIGNED NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `townshipCode` VARCHAR(9) NOT NULL,
  `raisedBy` BINARY(16) NULL,
  `raisedAt` DATETIME(3) NOT NULL,
  `receivedAt` DATETIME(3) NOT NULL,
  `state` ENUM('raised','returned','accepted','escalated','dispatched','paused','handled','verified','closed','archived','merged','ended') NOT NULL,
  `outcome` ENUM('solved','noted','returned','withdrawn','spam') NULL,
  `isOpen` TINYINT(1) NOT NULL,
  `holderCode` VARCHAR(16) NOT NULL,
  `dueAt` DATETIME(3) NULL,
  `handleDueAt` DATETIME(3) NULL,
  `acceptedAt` DATETIME(3) NULL,
  `dispatchedAt` DATETIME(3) NULL,
  `handledAt` DATETIME(3) NULL,
  `verifiedAt` DATETIME(3) NULL,
  `closedAt` DATETIME(3) NULL,
  `acceptedLate` TINYINT(1) NOT NULL DEFAULT 0,
  `handledLate` TINYINT(1) NOT NULL DEFAULT 0,
  `pausedAt` DATETIME(3) NULL,
  `pausedMs` BIGINT NOT NULL DEFAULT 0,
  `urgedCount` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `reopenedCount` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `selfHandled` TINYINT(1) NOT NULL DEFAULT 0,
  `satisfaction` ENUM('satisfied','ordinary','unsatisfied') NULL,
  `mergedInto` BINARY(16) NULL,
  `eventNumber` SMALLINT UNSIGNED NOT NULL,
  `reminded` TINYINT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `matter_receiptNumber_key` (`receiptNumber`),
  INDEX `matter_townshipCode_isOpen_dueAt_idx` (`townshipCode`, `isOpen`, `dueAt`),
  INDEX `matter_holderCode_isOpen_dueAt_idx` (`holderCode`, `isOpen`, `dueAt`),
  INDEX `matter_isOpen_dueAt_idx` (`isOpen`, `dueAt`),
  INDEX `matter_townshipCode_receivedAt_idx` (`townshipCode`, `receivedAt`),
  INDEX `matter_gridCode_receivedAt_idx` (`gridCode`, `receivedAt`),
  INDEX `matter_raisedBy_receivedAt_idx` (`raisedBy`, `receivedAt`),
  INDEX `matter_placeCell_receivedAt_idx` (`placeCell`, `receivedAt`),
  INDEX `matter_mergedInto_idx` (`mergedInto`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `matter_task` (
  `matterId` BINARY(16) NOT NULL,
  `number` SMALLINT UNSIGNED NOT NULL,
  `holderCode` VARCHAR(16) NOT NULL,
  `part` ENUM('lead','co') NOT NULL,
  `state` ENUM('open','done','handedBack','transferred','released') NOT NULL,
  `dispatchedAt` DATETIME(3) NOT NULL,
  `dueAt` DATETIME(3) NOT NULL,
  `doneAt` DATETIME(3) NULL,
  `doneBy` BINARY(16) NULL,
  `late` TINYINT(1) NOT NULL DEFAULT 0,
  `result` VARCHAR(2000) NULL,
  `extensionAskedTo` DATETIME(3) NULL,
  PRIMARY KEY (`matterId`, `number`),
  INDEX `matter_task_holderCode_state_dueAt_idx` (`holderCode`, `state`, `dueAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `matter_event` (
  `id` BINARY(16) NOT NULL,
  `matterId` BINARY(16) NOT NULL,
  `number` SMALLINT UNSIGNED NOT NULL,
  `move` VARCHAR(24) NOT NULL,
  `fromState` ENUM('raised','returned','accepted','escalated','dispatched','paused','handled','verified','closed','archived','merged','ended') NULL,
  `toState` ENUM('raised','returned','accepted','escalated','dispatched','paused','handled','verified','closed','archived','merged','ended') NOT NULL,
  `at` DATETIME(3) NOT NULL,
  `accountId` BINARY(16) NULL,
  `actorKind` VARCHAR(10) NOT NULL,
  `actingCode` VARCHAR(16) NULL,
  `text` VARCHAR(2000) NULL,
  `isPublic` TINYINT(1) NOT NULL,
  `longitude` DOUBLE NULL,
  `latitude` DOUBLE NULL,
  `datum` ENUM('wgs84','gcj02') NULL,
  `accuracyMeters` DOUBLE NULL,
  `detail` JSON NULL,
  `contentHash` BINARY(32) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `matter_event_matterId_number_key` (`matterId`, `number`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `matter_photo` (
  `matterId` BINARY(16) NOT NULL,
  `photoId` BINARY(16) NOT NULL,
  `eventNumber` SMALLINT UNSIGNED NOT NULL,
  `position` TINYINT UNSIGNED NOT NULL,
  PRIMARY KEY (`matterId`, `eventNumber`, `photoId`),
  INDEX `matter_photo_photoId_idx` (`photoId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `unit` (
  `code` VARCHAR(16) NOT NULL,
  `areaCode` VARCHAR(12) NOT NULL,
  `name` VARCHAR(64) NOT NULL,
  `kind` ENUM('department','judicial','service') NOT NULL,
  `phone` VARCHAR(32) NULL,
  `joinsTeam` TINYINT(1) NOT NULL DEFAULT 0,
  `retiredOn` DATE NULL,
  `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`code`),
  INDEX `unit_areaCode_idx` (`areaCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `routing_rule` (
  `id` BINARY(16) NOT NULL,
  `placeCode` VARCHAR(16) NOT NULL,
  `classCode` VARCHAR(24) NULL,
  `leadCode` VARCHAR(16) NOT NULL,
  `coCodes` JSON NOT NULL,
  `changedBy` BINARY(16) NULL,
  `changedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `routing_rule_placeCode_idx` (`placeCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `notice` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `audience` ENUM('account','holder','resident') NOT NULL,
  `audienceCode` VARCHAR(40) NOT NULL,
  `template` VARCHAR(40) NOT NULL,
  `matterId` BINARY(16) NULL,
  `params` JSON NOT NULL,
  `urgent` TINYINT(1) NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  `expandedAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `notice_expandedAt_id_idx` (`expandedAt`, `id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `matter_search` (
  `matterId` BINARY(16) NOT NULL,
  `words` TEXT NOT NULL,
  PRIMARY KEY (`matterId`),
  FULLTEXT INDEX `matter_search_words_idx` (`words`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
