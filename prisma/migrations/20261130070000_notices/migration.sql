CREATE TABLE `job_lease` (
  `name` VARCHAR(40) NOT NULL,
  `holder` VARCHAR(40) NOT NULL,
  `until` DATETIME(3) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `inbox_item` (
  `accountId` BINARY(16) NOT NULL,
  `noticeId` BIGINT UNSIGNED NOT NULL,
  `template` VARCHAR(40) NOT NULL,
  `matterId` BINARY(16) NULL,
  `params` JSON NOT NULL,
  `urgent` TINYINT(1) NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  `readBy` DATETIME(3) NOT NULL,
  `readAt` DATETIME(3) NULL,
  PRIMARY KEY (`accountId`, `noticeId`),
  INDEX `inbox_item_accountId_readAt_readBy_idx` (`accountId`, `readAt`, `readBy`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `notice_message` (
  `id` BINARY(16) NOT NULL,
  `channel` ENUM('wechat','sms') NOT NULL,
  `recipient` ENUM('account','resident') NOT NULL,
  `recipientId` BINARY(16) NOT NULL,
  `kind` VARCHAR(24) NOT NULL,
  `urgent` TINYINT(1) NOT NULL,
  `state` ENUM('waiting','sending','sent','unknown','givenUp') NOT NULL,
  `attempts` TINYINT UNSIGNED NOT NULL DEFAULT 0,
  `nextAt` DATETIME(3) NOT NULL,
  `lease` VARCHAR(40) NULL,
  `leaseUntil` DATETIME(3) NULL,
  `sentAt` DATETIME(3) NULL,
  `providerId` VARCHAR(64) NULL,
  `reason` VARCHAR(200) NULL,
  `createdAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `notice_message_state_nextAt_idx` (`state`, `nextAt`),
  INDEX `notice_message_recipientId_state_idx` (`recipientId`, `state`),
  INDEX `notice_message_createdAt_idx` (`createdAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `notice_message_part` (
  `messageId` BINARY(16) NOT NULL,
  `noticeId` BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (`messageId`, `noticeId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `message_quota` (
  `person` BINARY(32) NOT NULL,
  `kind` VARCHAR(24) NOT NULL,
  `held` SMALLINT UNSIGNED NOT NULL,
  `changedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`person`, `kind`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `message_preference` (
  `accountId` BINARY(16) NOT NULL,
  `sms` TINYINT(1) NOT NULL,
  `changedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`accountId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
