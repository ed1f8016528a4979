CREATE TABLE `discipline_case` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `townshipCode` VARCHAR(12) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `kind` VARCHAR(16) NOT NULL,
  `grounds` VARCHAR(48) NOT NULL,
  `article` JSON NOT NULL,
  `sentence` VARCHAR(1000) NOT NULL,
  `evidence` JSON NOT NULL,
  `state` VARCHAR(16) NOT NULL,
  `outcome` VARCHAR(16) NULL,
  `proposedBy` BINARY(16) NULL,
  `proposedAt` DATETIME(3) NOT NULL,
  `noticedBy` BINARY(16) NULL,
  `noticedAt` DATETIME(3) NULL,
  `noticeText` VARCHAR(1000) NULL,
  `replyDueOn` DATE NULL,
  `repliedAt` DATETIME(3) NULL,
  `replyText` VARCHAR(1000) NULL,
  `decidedBy` BINARY(16) NULL,
  `decidedAt` DATETIME(3) NULL,
  `decisionText` VARCHAR(1000) NULL,
  `appealDueOn` DATE NULL,
  `appealedAt` DATETIME(3) NULL,
  `appealText` VARCHAR(1000) NULL,
  `appealDecidedBy` BINARY(16) NULL,
  `appealDecidedAt` DATETIME(3) NULL,
  `appealDecision` VARCHAR(1000) NULL,
  `expiresOn` DATE NULL,
  `closedBy` BINARY(16) NULL,
  `closedAt` DATETIME(3) NULL,
  `closingText` VARCHAR(1000) NULL,
  `doneOn` DATE NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `discipline_case_accountId_month_kind_grounds_key` (`accountId`, `month`, `kind`, `grounds`),
  INDEX `discipline_case_townshipCode_state_idx` (`townshipCode`, `state`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `change_list` (
  `townshipCode` VARCHAR(12) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `state` VARCHAR(16) NOT NULL,
  `dueOn` DATE NOT NULL,
  `content` JSON NOT NULL,
  `sentBy` BINARY(16) NOT NULL,
  `sentAt` DATETIME(3) NOT NULL,
  `decidedBy` BINARY(16) NULL,
  `decidedAt` DATETIME(3) NULL,
  `reason` VARCHAR(500) NULL,
  PRIMARY KEY (`townshipCode`, `month`),
  INDEX `change_list_month_idx` (`month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `score_scheme` (
  `townshipCode` VARCHAR(12) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `state` VARCHAR(8) NOT NULL,
  `setBy` BINARY(16) NOT NULL,
  `setAt` DATETIME(3) NOT NULL,
  `closedBy` BINARY(16) NULL,
  `closedAt` DATETIME(3) NULL,
  PRIMARY KEY (`townshipCode`, `month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `score_item` (
  `id` BINARY(16) NOT NULL,
  `townshipCode` VARCHAR(12) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `position` INT UNSIGNED NOT NULL,
  `title` VARCHAR(64) NOT NULL,
  `office` VARCHAR(32) NOT NULL,
  `role` ENUM('worker','gridHead','villageHead','townshipOffice','townshipSigner','countyCentre','countyPolicy','systemAdministrator') NOT NULL,
  `mostPoints` INT UNSIGNED NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `score_item_townshipCode_month_position_key` (`townshipCode`, `month`, `position`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `item_score` (
  `itemId` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `scoreHundredths` INT UNSIGNED NOT NULL,
  `enteredBy` BINARY(16) NOT NULL,
  `enteredAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`itemId`, `accountId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `election` (
  `id` BINARY(16) NOT NULL,
  `villageCode` VARCHAR(12) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `heldOn` DATE NOT NULL,
  `presentCount` INT UNSIGNED NOT NULL,
  `seats` INT UNSIGNED NOT NULL,
  `candidates` JSON NOT NULL,
  `proposed` JSON NOT NULL,
  `state` VARCHAR(24) NOT NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  `villageNoticeFrom` DATE NULL,
  `villageNoticeTo` DATE NULL,
  `decidedBy` BINARY(16) NULL,
  `decidedAt` DATETIME(3) NULL,
  `townshipNoticeFrom` DATE NULL,
  `townshipNoticeTo` DATE NULL,
  `closedBy` BINARY(16) NULL,
  `closedAt` DATETIME(3) NULL,
  `texts` JSON NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `election_villageCode_heldOn_idx` (`villageCode`, `heldOn`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
