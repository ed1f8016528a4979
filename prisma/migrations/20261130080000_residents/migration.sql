CREATE TABLE `resident_contact` (
  `matterId` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `ownerId` BINARY(16) NOT NULL,
  `phoneSealed` VARCHAR(255) NULL,
  `phoneMasked` VARCHAR(16) NULL,
  `phoneVerified` TINYINT(1) NOT NULL DEFAULT 0,
  `openIdSealed` VARCHAR(255) NULL,
  `wantsWechat` TINYINT(1) NOT NULL DEFAULT 0,
  `textVerdict` ENUM('unchecked','notAsked','pass','review','risky') NOT NULL DEFAULT 'unchecked',
  `checkTries` TINYINT UNSIGNED NOT NULL DEFAULT 0,
  `createdAt` DATETIME(3) NOT NULL,
  `erasedAt` DATETIME(3) NULL,
  PRIMARY KEY (`matterId`),
  INDEX `resident_contact_textVerdict_createdAt_idx` (`textVerdict`, `createdAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `resident_photo_check` (
  `traceId` VARCHAR(64) NOT NULL,
  `matterId` BINARY(16) NOT NULL,
  `photoId` BINARY(16) NOT NULL,
  `verdict` ENUM('unchecked','notAsked','pass','review','risky') NOT NULL DEFAULT 'unchecked',
  `askedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`traceId`),
  INDEX `resident_photo_check_matterId_idx` (`matterId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `resident_phone_code` (
  `matterId` BINARY(16) NOT NULL,
  `phoneSealed` VARCHAR(255) NOT NULL,
  `codeHash` BINARY(32) NOT NULL,
  `expiresAt` DATETIME(3) NOT NULL,
  `triesLeft` TINYINT UNSIGNED NOT NULL,
  PRIMARY KEY (`matterId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `resident_rate` (
  `keyHash` BINARY(16) NOT NULL,
  `startsAt` DATETIME(3) NOT NULL,
  `count` INT UNSIGNED NOT NULL,
  PRIMARY KEY (`keyHash`, `startsAt`),
  INDEX `resident_rate_startsAt_idx` (`startsAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `opinion` (
  `id` BINARY(16) NOT NULL,
  `receiptNumber` VARCHAR(16) NOT NULL,
  `kind` ENUM('complaint','praise') NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `text` TEXT NOT NULL,
  `ownerId` BINARY(16) NOT NULL,
  `phoneSealed` VARCHAR(255) NULL,
  `phoneMasked` VARCHAR(16) NULL,
  `state` ENUM('received','looked','decided') NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  `lookedBy` BINARY(16) NULL,
  `lookedAt` DATETIME(3) NULL,
  `finding` VARCHAR(1000) NULL,
  `decidedBy` BINARY(16) NULL,
  `decidedAt` DATETIME(3) NULL,
  `decision` ENUM('upheld','notUpheld','cannotTell','spam') NULL,
  `reason` VARCHAR(1000) NULL,
  `contentHash` BINARY(32) NOT NULL,
  `erasedAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `opinion_receiptNumber_key` (`receiptNumber`),
  INDEX `opinion_gridCode_createdAt_idx` (`gridCode`, `createdAt`),
  INDEX `opinion_accountId_state_idx` (`accountId`, `state`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `survey_answer` (
  `id` BINARY(16) NOT NULL,
  `period` CHAR(7) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `ownerId` BINARY(16) NOT NULL,
  `knows` TINYINT(1) NOT NULL,
  `rating` ENUM('satisfied','ordinary','unsatisfied','noDealings') NOT NULL,
  `contentHash` BINARY(32) NOT NULL,
  `answeredAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `survey_answer_period_gridCode_ownerId_key` (`period`, `gridCode`, `ownerId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

