CREATE TABLE `printed_code` (
  `serial` INT UNSIGNED NOT NULL AUTO_INCREMENT,
  `kind` VARCHAR(8) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `accountId` BINARY(16) NULL,
  `holdsFor` VARCHAR(48) NULL,
  `issuedBy` BINARY(16) NOT NULL,
  `issuedAt` DATETIME(3) NOT NULL,
  `revokedBy` BINARY(16) NULL,
  `revokedAt` DATETIME(3) NULL,
  `revokeReason` VARCHAR(200) NULL,
  PRIMARY KEY (`serial`),
  UNIQUE INDEX `printed_code_holdsFor_key` (`holdsFor`),
  INDEX `printed_code_gridCode_idx` (`gridCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `code_print` (
  `id` BINARY(16) NOT NULL,
  `what` VARCHAR(8) NOT NULL,
  `placeCode` VARCHAR(16) NOT NULL,
  `printedBy` BINARY(16) NOT NULL,
  `printedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `code_print_item` (
  `printId` BINARY(16) NOT NULL,
  `serial` INT UNSIGNED NOT NULL,
  `firstCard` INT UNSIGNED NULL,
  `lastCard` INT UNSIGNED NULL,
  PRIMARY KEY (`printId`, `serial`),
  INDEX `code_print_item_serial_printId_idx` (`serial`, `printId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `contact_card_count` (
  `gridCode` VARCHAR(16) NOT NULL,
  `numbered` INT UNSIGNED NOT NULL,
  PRIMARY KEY (`gridCode`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `contact_card` (
  `gridCode` VARCHAR(16) NOT NULL,
  `number` INT UNSIGNED NOT NULL,
  `household` VARCHAR(64) NOT NULL,
  `handedOn` DATE NOT NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`gridCode`, `number`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
