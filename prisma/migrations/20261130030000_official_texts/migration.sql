CREATE TABLE `official_text` (
  `id` BINARY(16) NOT NULL,
  `countyCode` CHAR(6) NOT NULL,
  `regulation` VARCHAR(32) NOT NULL,
  `version` INTEGER UNSIGNED NULL,
  `startsOn` DATE NOT NULL,
  `fileName` VARCHAR(255) NOT NULL,
  `kind` VARCHAR(8) NOT NULL,
  `byteSize` INTEGER UNSIGNED NOT NULL,
  `sha256` BINARY(32) NOT NULL,
  `splitBy` VARCHAR(16) NOT NULL,
  `parts` JSON NOT NULL,
  `uploadedBy` BINARY(16) NOT NULL,
  `uploadedAt` DATETIME(3) NOT NULL,
  `confirmedBy` BINARY(16) NULL,
  `confirmedAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `official_text_countyCode_regulation_version_key` (`countyCode`, `regulation`, `version`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
