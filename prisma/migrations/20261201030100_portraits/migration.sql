CREATE TABLE `portrait` (
  `accountId` BINARY(16) NOT NULL,
  `photoId` BINARY(16) NOT NULL,
  `takenBy` BINARY(16) NOT NULL,
  `takenAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`accountId`),
  UNIQUE INDEX `portrait_photoId_key` (`photoId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `notice_posting` (
  `id` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `place` VARCHAR(64) NOT NULL,
  `postedOn` DATE NOT NULL,
  `longitude` DOUBLE NULL,
  `latitude` DOUBLE NULL,
  `datum` ENUM('wgs84','gcj02') NULL,
  `accuracyMeters` DOUBLE NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `notice_posting_gridCode_recordedAt_idx` (`gridCode`, `recordedAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `notice_posting_photo` (
  `postingId` BINARY(16) NOT NULL,
  `photoId` BINARY(16) NOT NULL,
  `position` TINYINT UNSIGNED NOT NULL,
  PRIMARY KEY (`postingId`, `photoId`),
  INDEX `notice_posting_photo_photoId_idx` (`photoId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
