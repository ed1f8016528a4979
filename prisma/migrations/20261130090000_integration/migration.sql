CREATE TABLE `api_key` (
  `id` BINARY(16) NOT NULL,
  `countyCode` VARCHAR(6) NOT NULL,
  `name` VARCHAR(60) NOT NULL,
  `contact` VARCHAR(120) NOT NULL,
  `keyHash` BINARY(32) NOT NULL,
  `hint` VARCHAR(12) NOT NULL,
  `createdBy` BINARY(16) NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  `revokedBy` BINARY(16) NULL,
  `revokedAt` DATETIME(3) NULL,
  `usedAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `api_key_keyHash_key` (`keyHash`),
  INDEX `api_key_countyCode_createdAt_idx` (`countyCode`, `createdAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `open311_receipt` (
  `apiKeyId` BINARY(16) NOT NULL,
  `requestHash` BINARY(32) NOT NULL,
  `matterId` BINARY(16) NOT NULL,
  `receivedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`apiKeyId`, `requestHash`),
  INDEX `open311_receipt_receivedAt_idx` (`receivedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `open311_request` (
  `matterId` BINARY(16) NOT NULL,
  `apiKeyId` BINARY(16) NOT NULL,
  `mediaUrl` VARCHAR(1000) NULL,
  `contactSealed` TEXT NULL,
  `receivedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`matterId`),
  INDEX `open311_request_apiKeyId_receivedAt_idx` (`apiKeyId`, `receivedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `webhook` (
  `id` BINARY(16) NOT NULL,
  `countyCode` VARCHAR(6) NOT NULL,
  `name` VARCHAR(60) NOT NULL,
  `url` VARCHAR(500) NOT NULL,
  `events` JSON NOT NULL,
  `secretSealed` VARCHAR(255) NOT NULL,
  `previousSecretSealed` VARCHAR(255) NULL,
  `previousUntil` DATETIME(3) NULL,
  `state` ENUM('active','paused','disabled') NOT NULL,
  `failingSince` DATETIME(3) NULL,
  `disabledAt` DATETIME(3) NULL,
  `disabledReason` VARCHAR(120) NULL,
  `startsAt` DATETIME(3) NOT NULL,
  `createdBy` BINARY(16) NOT NULL,
  `createdAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `webhook_countyCode_idx` (`countyCode`),
  INDEX `webhook_state_idx` (`state`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `webhook_delivery` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `webhookId` BINARY(16) NOT NULL,
  `eventId` BINARY(16) NOT NULL,
  `matterId` BINARY(16) NOT NULL,
  `eventType` VARCHAR(20) NOT NULL,
  `eventAt` DATETIME(3) NOT NULL,
  `payload` TEXT NOT NULL,
  `state` ENUM('waiting','delivered','failed') NOT NULL,
  `attempts` TINYINT UNSIGNED NOT NULL DEFAULT 0,
  `nextAttemptAt` DATETIME(3) NOT NULL,
  `lastStatus` SMALLINT UNSIGNED NULL,
  `lastError` VARCHAR(200) NULL,
  `deliveredAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `webhook_delivery_state_nextAttemptAt_idx` (`state`, `nextAttemptAt`),
  INDEX `webhook_delivery_webhookId_state_nextAttemptAt_idx` (`webhookId`, `state`, `nextAttemptAt`),
  INDEX `webhook_delivery_webhookId_eventAt_idx` (`webhookId`, `eventAt`),
  UNIQUE INDEX `webhook_delivery_webhookId_eventId_key` (`webhookId`, `eventId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `webhook_scan` (
  `id` TINYINT UNSIGNED NOT NULL,
  `scannedTo` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
