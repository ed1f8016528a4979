CREATE TABLE `account` (
  `id` BINARY(16) NOT NULL,
  `name` VARCHAR(64) NOT NULL,
  `idNumberIndex` BINARY(32) NOT NULL,
  `idNumberSealed` VARCHAR(255) NOT NULL,
  `idNumberMasked` VARCHAR(32) NOT NULL,
  `phoneIndex` BINARY(32) NOT NULL,
  `phoneSealed` VARCHAR(255) NOT NULL,
  `phoneMasked` VARCHAR(32) NOT NULL,
  `workPhone` VARCHAR(32) NULL,
  `gender` VARCHAR(8) NOT NULL,
  `birthDate` DATE NOT NULL,
  `passwordHash` VARCHAR(255) NOT NULL,
  `passwordState` ENUM('oneTimeCode','chosen') NOT NULL,
  `oneTimeExpiresAt` DATETIME(3) NULL,
  `wechatOpenId` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  `failedAttempts` INT UNSIGNED NOT NULL DEFAULT 0,
  `lockedUntil` DATETIME(3) NULL,
  `state` ENUM('active','deactivated') NOT NULL,
  `deactivatedAt` DATETIME(3) NULL,
  `deactivatedBy` BINARY(16) NULL,
  `deactivateReason` VARCHAR(500) NULL,
  `bankCardSealed` VARCHAR(255) NULL,
  `bankCardMasked` VARCHAR(32) NULL,
  `candidateSource` VARCHAR(32) NULL,
  `createdAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `account_idNumberIndex_key` (`idNumberIndex`),
  UNIQUE INDEX `account_phoneIndex_key` (`phoneIndex`),
  UNIQUE INDEX `account_wechatOpenId_key` (`wechatOpenId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `session` (
  `tokenHash` BINARY(32) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `deviceName` VARCHAR(128) NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  `expiresAt` DATETIME(3) NOT NULL,
  `endedAt` DATETIME(3) NULL,
  PRIMARY KEY (`tokenHash`),
  INDEX `session_accountId_idx` (`accountId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `identity_revision` (
  `id` TINYINT UNSIGNED NOT NULL,
  `revision` BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

INSERT INTO `identity_revision` (`id`, `revision`) VALUES (1, 0);

CREATE TABLE `post` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `role` ENUM('worker','gridHead','villageHead','townshipOffice','townshipSigner','countyCentre','countyPolicy','systemAdministrator') NOT NULL,
  `scopeCode` VARCHAR(16) NOT NULL,
  `workerKind` ENUM('rural','communityPartTime','communityFullTime') NULL,
  `businessLine` VARCHAR(32) NULL,
  `startsOn` DATE NOT NULL,
  `endsOn` DATE NULL,
  `createdAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `post_accountId_role_startsOn_endsOn_scopeCode_workerKind_idx` (`accountId`, `role`, `startsOn`, `endsOn`, `scopeCode`, `workerKind`),
  INDEX `post_role_scopeCode_accountId_workerKind_startsOn_endsOn_idx` (`role`, `scopeCode`, `accountId`, `workerKind`, `startsOn`, `endsOn`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `area` (
  `code` VARCHAR(12) NOT NULL,
  `name` VARCHAR(64) NOT NULL,
  `level` ENUM('province','city','county','township','village') NOT NULL,
  `parentCode` VARCHAR(12) NULL,
  `villageKind` ENUM('village','community') NULL,
  `officePhone` VARCHAR(32) NULL,
  `emergencyPhone` VARCHAR(32) NULL,
  `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`code`),
  INDEX `area_parentCode_idx` (`parentCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `grid` (
  `code` VARCHAR(16) NOT NULL,
  `villageCode` VARCHAR(12) NOT NULL,
  `name` VARCHAR(64) NOT NULL,
  `outline` JSON NOT NULL,
  `datum` ENUM('wgs84','gcj02') NOT NULL,
  `outlineSource` ENUM('synthetic','surveyed') NOT NULL,
  `households` INT UNSIGNED NOT NULL,
  `persons` INT UNSIGNED NOT NULL,
  `retiredOn` DATE NULL,
  `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`code`),
  INDEX `grid_villageCode_idx` (`villageCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `check_in_point` (
  `id` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `name` VARCHAR(64) NOT NULL,
  `longitude` DOUBLE NOT NULL,
  `latitude` DOUBLE NOT NULL,
  `datum` ENUM('wgs84','gcj02') NOT NULL,
  `radiusMeters` INT UNSIGNED NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `check_in_point_gridCode_idx` (`gridCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `finding` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `kind` ENUM('unreportedHazard','disobeyedCommand','uncooperativeNotice','criticismNotice','fraud') NOT NULL,
  `level` ENUM('province','city','county','township','village') NULL,
  `incident` VARCHAR(120) NOT NULL,
  `evidence` VARCHAR(1000) NOT NULL,
  `documentNumber` VARCHAR(64) NULL,
  `occurredOn` DATE NOT NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  `withdrawnBy` BINARY(16) NULL,
  `withdrawnAt` DATETIME(3) NULL,
  `withdrawReason` VARCHAR(500) NULL,
  PRIMARY KEY (`id`),
  INDEX `finding_accountId_month_idx` (`accountId`, `month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `commendation` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `reportId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `level` ENUM('province','city','county','township','village') NOT NULL,
  `documentNumber` VARCHAR(64) NOT NULL,
  `evidence` VARCHAR(1000) NOT NULL,
  `noticedOn` DATE NOT NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `commendation_accountId_month_idx` (`accountId`, `month`),
  UNIQUE INDEX `commendation_reportId_level_documentNumber_key` (`reportId`, `level`, `documentNumber`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `major_report` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `reportId` BINARY(16) NOT NULL,
  `month` CHAR(7) NULL,
  `grade` ENUM('major','especiallyMajor') NOT NULL,
  `grounds` VARCHAR(1000) NOT NULL,
  `state` ENUM('waiting','approved','refused') NOT NULL,
  `amountFen` INT UNSIGNED NULL,
  `deliberation` VARCHAR(2000) NULL,
  `nominatedBy` BINARY(16) NOT NULL,
  `nominatedAt` DATETIME(3) NOT NULL,
  `decidedBy` BINARY(16) NULL,
  `decidedAt` DATETIME(3) NULL,
  `decisionReason` VARCHAR(500) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `major_report_reportId_key` (`reportId`),
  INDEX `major_report_accountId_month_idx` (`accountId`, `month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `spot_check` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `calledAt` DATETIME(3) NOT NULL,
  `answered` TINYINT(1) NOT NULL,
  `calledBackAt` DATETIME(3) NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `spot_check_accountId_calledAt_idx` (`accountId`, `calledAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `month_decision` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `kind` VARCHAR(32) NOT NULL,
  `value` JSON NOT NULL,
  `reason` VARCHAR(500) NOT NULL,
  `decidedBy` BINARY(16) NOT NULL,
  `decidedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `month_decision_accountId_month_idx` (`accountId`, `month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `statistics_import` (
  `id` BINARY(16) NOT NULL,
  `countyCode` VARCHAR(12) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `fileName` VARCHAR(255) NOT NULL,
  `rowCount` INT UNSIGNED NOT NULL,
  `importedBy` BINARY(16) NOT NULL,
  `importedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `statistics_import_countyCode_month_idx` (`countyCode`, `month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `provincial_statistic` (
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `importId` BINARY(16) NOT NULL,
  `checkIns` INT UNSIGNED NOT NULL,
  `validReports` INT UNSIGNED NOT NULL,
  PRIMARY KEY (`accountId`, `month`, `importId`),
  INDEX `provincial_statistic_importId_idx` (`importId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `command` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NULL,
  `name` VARCHAR(64) NOT NULL,
  `contentHash` BINARY(32) NOT NULL,
  `result` JSON NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `command_createdAt_idx` (`createdAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `audit_entry` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `at` DATETIME(3) NOT NULL,
  `accountId` BINARY(16) NULL,
  `event` VARCHAR(64) NOT NULL,
  `subjectId` VARCHAR(64) NOT NULL,
  `areaCode` VARCHAR(16) NULL,
  `detail` JSON NULL,
  `commandId` BINARY(16) NULL,
  PRIMARY KEY (`id`),
  INDEX `audit_entry_accountId_idx` (`accountId`),
  INDEX `audit_entry_areaCode_idx` (`areaCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `check_in` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `longitude` DOUBLE NULL,
  `latitude` DOUBLE NULL,
  `datum` ENUM('wgs84','gcj02') NULL,
  `accuracyMeters` DOUBLE NULL,
  `deviceId` VARCHAR(64) NOT NULL,
  `deviceTakenAt` DATETIME(3) NOT NULL,
  `receivedAt` DATETIME(3) NOT NULL,
  `takenAt` DATETIME(3) NOT NULL,
  `day` DATE NOT NULL,
  `verdict` ENUM('inside','edge','outside','noPosition') NOT NULL,
  `counted` TINYINT(1) NOT NULL,
  `distanceMeters` DOUBLE NULL,
  `pointName` VARCHAR(64) NULL,
  `notes` VARCHAR(255) NOT NULL,
  `remark` VARCHAR(500) NULL,
  `contentHash` BINARY(32) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `check_in_accountId_day_counted_idx` (`accountId`, `day`, `counted`),
  INDEX `check_in_deviceId_day_accountId_idx` (`deviceId`, `day`, `accountId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `check_in_correction` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `day` DATE NOT NULL,
  `reason` VARCHAR(500) NOT NULL,
  `evidence` JSON NOT NULL,
  `state` ENUM('waiting','approved','refused') NOT NULL,
  `requestedAt` DATETIME(3) NOT NULL,
  `decidedBy` BINARY(16) NULL,
  `decidedAt` DATETIME(3) NULL,
  `decisionReason` VARCHAR(500) NULL,
  PRIMARY KEY (`id`),
  INDEX `check_in_correction_accountId_day_idx` (`accountId`, `day`),
  INDEX `check_in_correction_gridCode_state_idx` (`gridCode`, `state`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `worker_month` (
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `countedDays` INT UNSIGNED NOT NULL DEFAULT 0,
  `checkIns` INT UNSIGNED NOT NULL DEFAULT 0,
  `reports` INT UNSIGNED NOT NULL DEFAULT 0,
  `validReports` INT UNSIGNED NOT NULL DEFAULT 0,
  `invalidReports` INT UNSIGNED NOT NULL DEFAULT 0,
  `lastLongitude` DOUBLE NULL,
  `lastLatitude` DOUBLE NULL,
  `lastDatum` ENUM('wgs84','gcj02') NULL,
  `lastAccuracyMeters` DOUBLE NULL,
  `lastTakenAt` DATETIME(3) NULL,
  PRIMARY KEY (`accountId`, `month`),
  INDEX `worker_month_month_idx` (`month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `township_month` (
  `townshipCode` VARCHAR(12) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `state` ENUM('open','computing','proposed','frozen') NOT NULL,
  `regulation` VARCHAR(32) NOT NULL,
  `packVersion` VARCHAR(64) NOT NULL,
  `workerCount` INT UNSIGNED NOT NULL DEFAULT 0,
  `totalFen` BIGINT NOT NULL DEFAULT 0,
  `computedAt` DATETIME(3) NULL,
  `frozenAt` DATETIME(3) NULL,
  `frozenBy` BINARY(16) NULL,
  PRIMARY KEY (`townshipCode`, `month`),
  INDEX `township_month_month_state_idx` (`month`, `state`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `closing_run` (
  `id` BINARY(16) NOT NULL,
  `townshipCode` VARCHAR(12) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `state` ENUM('running','done','failed') NOT NULL,
  `doneCount` INT UNSIGNED NOT NULL DEFAULT 0,
  `totalCount` INT UNSIGNED NOT NULL DEFAULT 0,
  `message` VARCHAR(500) NULL,
  `startedBy` BINARY(16) NOT NULL,
  `startedAt` DATETIME(3) NOT NULL,
  `endedAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `closing_run_townshipCode_month_startedAt_idx` (`townshipCode`, `month`, `startedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `statement` (
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `townshipCode` VARCHAR(12) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `workerKind` ENUM('rural','communityPartTime','communityFullTime') NOT NULL,
  `packVersion` VARCHAR(64) NOT NULL,
  `facts` JSON NOT NULL,
  `payFen` INT NOT NULL,
  `accrualFen` INT NOT NULL,
  `uncollectedFen` INT NOT NULL,
  `verdict` VARCHAR(8) NOT NULL,
  `checkInDays` INT UNSIGNED NOT NULL,
  `validReports` INT UNSIGNED NOT NULL,
  `fullMonth` TINYINT(1) NOT NULL,
  `exempt` TINYINT(1) NOT NULL,
  `factsHash` BINARY(32) NOT NULL,
  `tree` JSON NULL,
  `frozen` TINYINT(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`accountId`, `month`),
  INDEX `statement_townshipCode_month_idx` (`townshipCode`, `month`),
  INDEX `statement_history_idx` (`accountId`, `month`, `verdict`, `validReports`, `fullMonth`, `exempt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `objection` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `townshipCode` VARCHAR(12) NOT NULL,
  `lineCode` VARCHAR(48) NOT NULL,
  `text` VARCHAR(1000) NOT NULL,
  `state` ENUM('open','upheld','rejected') NOT NULL,
  `raisedAt` DATETIME(3) NOT NULL,
  `answer` VARCHAR(1000) NULL,
  `answeredBy` BINARY(16) NULL,
  `answeredAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `objection_townshipCode_month_state_idx` (`townshipCode`, `month`, `state`),
  INDEX `objection_accountId_month_idx` (`accountId`, `month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `adjustment` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `correctedMonth` CHAR(7) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `payDeltaFen` INT NOT NULL,
  `accrualDeltaFen` INT NOT NULL,
  `cause` VARCHAR(32) NOT NULL,
  `reason` VARCHAR(500) NOT NULL,
  `article` VARCHAR(32) NOT NULL,
  `detail` JSON NOT NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `adjustment_accountId_month_idx` (`accountId`, `month`),
  INDEX `adjustment_accountId_correctedMonth_idx` (`accountId`, `correctedMonth`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `regulation_binding` (
  `areaCode` VARCHAR(12) NOT NULL,
  `regulation` VARCHAR(32) NOT NULL,
  `startsOn` DATE NOT NULL,
  PRIMARY KEY (`areaCode`, `startsOn`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `setting` (
  `name` VARCHAR(64) NOT NULL,
  `value` JSON NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `report` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `itemCode` VARCHAR(8) NOT NULL,
  `disputeKind` VARCHAR(32) NULL,
  `emotionFlag` TINYINT(1) NOT NULL,
  `escalationFlag` TINYINT(1) NOT NULL,
  `urgent` TINYINT(1) NOT NULL,
  `restricted` TINYINT(1) NOT NULL,
  `text` TEXT NOT NULL,
  `disposal` TEXT NULL,
  `longitude` DOUBLE NULL,
  `latitude` DOUBLE NULL,
  `datum` ENUM('wgs84','gcj02') NULL,
  `accuracyMeters` DOUBLE NULL,
  `deviceTakenAt` DATETIME(3) NOT NULL,
  `receivedAt` DATETIME(3) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `notes` VARCHAR(255) NOT NULL,
  `textFingerprint` BIGINT UNSIGNED NOT NULL,
  `verdict` ENUM('unjudged','valid','invalid','pending') NOT NULL DEFAULT 'unjudged',
  `contentHash` BINARY(32) NOT NULL,
  `asWorker` TINYINT(1) NOT NULL DEFAULT 1,
  `placeCell` INT UNSIGNED NULL,
  PRIMARY KEY (`id`),
  INDEX `report_month_accountId_asWorker_verdict_idx` (`month`, `accountId`, `asWorker`, `verdict`),
  INDEX `report_accountId_receivedAt_idx` (`accountId`, `receivedAt`),
  INDEX `report_verdict_gridCode_month_idx` (`verdict`, `gridCode`, `month`),
  INDEX `report_gridCode_receivedAt_asWorker_idx` (`gridCode`, `receivedAt`, `asWorker`),
  INDEX `report_placeCell_receivedAt_idx` (`placeCell`, `receivedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `report_judgement` (
  `id` BINARY(16) NOT NULL,
  `reportId` BINARY(16) NOT NULL,
  `verdict` ENUM('unjudged','valid','invalid','pending') NOT NULL,
  `reason` VARCHAR(500) NOT NULL,
  `points` JSON NOT NULL,
  `duplicateOf` BINARY(16) NULL,
  `judgedBy` BINARY(16) NOT NULL,
  `judgedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `report_judgement_reportId_judgedAt_idx` (`reportId`, `judgedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `report_photo` (
  `reportId` BINARY(16) NOT NULL,
  `photoId` BINARY(16) NOT NULL,
  `position` TINYINT UNSIGNED NOT NULL,
  PRIMARY KEY (`reportId`, `photoId`),
  INDEX `report_photo_photoId_idx` (`photoId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `photo` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `sha256` BINARY(32) NOT NULL,
  `width` INT UNSIGNED NOT NULL,
  `height` INT UNSIGNED NOT NULL,
  `byteSize` INT UNSIGNED NOT NULL,
  `perceptualHash` BIGINT UNSIGNED NOT NULL,
  `takenAt` DATETIME(3) NULL,
  `receivedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `photo_accountId_receivedAt_idx` (`accountId`, `receivedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
