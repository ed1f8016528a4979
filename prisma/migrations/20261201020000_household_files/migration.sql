-- Households by which a grid is paid: the police station's yearly file, and decisions inside the year.
CREATE TABLE `household_file` (
  `id` BINARY(16) NOT NULL,
  `gridCode` VARCHAR(16) NOT NULL,
  `kind` VARCHAR(8) NOT NULL,
  `fromMonth` CHAR(7) NOT NULL,
  `households` INT UNSIGNED NOT NULL,
  `grounds` VARCHAR(500) NOT NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `household_file_gridCode_fromMonth_idx` (`gridCode`, `fromMonth`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
