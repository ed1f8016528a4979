-- What a worker has of his own: corrections he asks for in his file, equipment given out to him, study.
CREATE TABLE `file_correction` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `scopeCode` VARCHAR(16) NOT NULL,
  `field` VARCHAR(16) NOT NULL,
  `text` VARCHAR(500) NOT NULL,
  `askedAt` DATETIME(3) NOT NULL,
  `state` VARCHAR(12) NOT NULL,
  `answeredBy` BINARY(16) NULL,
  `answeredAt` DATETIME(3) NULL,
  `reply` VARCHAR(500) NULL,
  PRIMARY KEY (`id`),
  INDEX `file_correction_accountId_state_idx` (`accountId`, `state`),
  INDEX `file_correction_scopeCode_state_idx` (`scopeCode`, `state`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `equipment_issue` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `name` VARCHAR(60) NOT NULL,
  `number` VARCHAR(60) NULL,
  `quantity` SMALLINT UNSIGNED NOT NULL,
  `note` VARCHAR(200) NULL,
  `issuedOn` DATE NOT NULL,
  `issuedBy` BINARY(16) NOT NULL,
  `issuedAt` DATETIME(3) NOT NULL,
  `confirmedAt` DATETIME(3) NULL,
  `returnedAt` DATETIME(3) NULL,
  `returnedBy` BINARY(16) NULL,
  `returnNote` VARCHAR(200) NULL,
  PRIMARY KEY (`id`),
  INDEX `equipment_issue_accountId_returnedAt_idx` (`accountId`, `returnedAt`),
  INDEX `equipment_issue_gridCode_idx` (`gridCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `study_item` (
  `id` BINARY(16) NOT NULL,
  `areaCode` VARCHAR(16) NOT NULL,
  `title` VARCHAR(80) NOT NULL,
  `text` TEXT NOT NULL,
  `minutes` SMALLINT UNSIGNED NOT NULL,
  `dueOn` DATE NULL,
  `publishedBy` BINARY(16) NOT NULL,
  `publishedAt` DATETIME(3) NOT NULL,
  `withdrawnBy` BINARY(16) NULL,
  `withdrawnAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `study_item_areaCode_publishedAt_idx` (`areaCode`, `publishedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `study_record` (
  `itemId` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `minutes` SMALLINT UNSIGNED NOT NULL,
  `studiedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`itemId`, `accountId`),
  INDEX `study_record_accountId_studiedAt_idx` (`accountId`, `studiedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
